// The names of the SDK, one by one.
export { Status, Verdicts } from "./answer";
export { pushBase64, readBase64 } from "./base64";
export { Batch, Column, Op } from "./batch";
export { BatchWriter, Side } from "./batchWriter";
export { ByteBuffer } from "./buffer";
export { clock, fs, hostError, http, HttpResponse, kv, log, metrics, schema, secret } from "./host";
export { Json, JsonKind } from "./json";
export { __guest_call, Context, Plugin, register } from "./plugin";
export { quote } from "./scan";
export { ColumnInfo, Kind, kindOf, Table, tableOf } from "./table";
