/**
 * Bytes that do not decode, thrown where they are found. Whoever knows what the bytes belong to (the table, the column
 * and the key, or the region) catches it and throws the error that users see; it never leaves the room that met it.
 */
export class Corruption extends Error {}
