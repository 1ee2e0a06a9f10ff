/**
 * Bytes that do not decode, thrown where they are found. Whoever knows the table, the column and the key catches it and
 * throws the `SchemaError` that users see; it never leaves this folder.
 */
export class Corruption extends Error {}
