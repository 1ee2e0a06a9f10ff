/*eslint-disable block-scoped-var, id-length, no-control-regex, no-magic-numbers, no-mixed-operators, no-prototype-builtins, no-redeclare, no-shadow, no-var, sort-vars, default-case, jsdoc/require-param*/
"use strict";

var $protobuf = require("protobufjs/minimal");

// Common aliases
var $Reader = $protobuf.Reader, $Writer = $protobuf.Writer, $util = $protobuf.util;
var $Object = $util.global.Object, $undefined = $util.global.undefined, $Error = $util.global.Error, $RangeError = $util.global.RangeError, $TypeError = $util.global.TypeError, $Number = $util.global.Number, $parseInt = $util.global.parseInt, $String = $util.global.String, $BigInt = $util.global.BigInt, $Boolean = $util.global.Boolean, $Array = $util.global.Array;

// Exported root namespace
var $root = $protobuf.roots["tivalve"] || ($protobuf.roots["tivalve"] = {});

$root.tivalve = (function() {

    /**
     * Namespace tivalve.
     * @exports tivalve
     * @namespace
     */
    var tivalve = {};

    tivalve.wire = (function() {

        /**
         * Namespace wire.
         * @memberof tivalve
         * @namespace
         */
        var wire = {};

        wire.RegionEpoch = (function() {

            /**
             * Properties of a RegionEpoch.
             * @typedef {Object} tivalve.wire.RegionEpoch.$Properties
             * @property {Long|null} [confVer] RegionEpoch confVer
             * @property {Long|null} [version] RegionEpoch version
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a RegionEpoch.
             * @memberof tivalve.wire
             * @interface IRegionEpoch
             * @augments tivalve.wire.RegionEpoch.$Properties
             * @deprecated Use tivalve.wire.RegionEpoch.$Properties instead.
             */

            /**
             * Shape of a RegionEpoch.
             * @typedef {tivalve.wire.RegionEpoch.$Properties} tivalve.wire.RegionEpoch.$Shape
             */

            /**
             * Constructs a new RegionEpoch.
             * @memberof tivalve.wire
             * @classdesc Represents a RegionEpoch.
             * @constructor
             * @param {tivalve.wire.RegionEpoch.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            var RegionEpoch = function (properties) {
                if (properties)
                    for (var keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * RegionEpoch confVer.
             * @member {Long} confVer
             * @memberof tivalve.wire.RegionEpoch
             * @instance
             */
            RegionEpoch.prototype.confVer = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * RegionEpoch version.
             * @member {Long} version
             * @memberof tivalve.wire.RegionEpoch
             * @instance
             */
            RegionEpoch.prototype.version = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * Creates a new RegionEpoch instance using the specified properties.
             * @function create
             * @memberof tivalve.wire.RegionEpoch
             * @static
             * @param {tivalve.wire.RegionEpoch.$Properties=} [properties] Properties to set
             * @returns {tivalve.wire.RegionEpoch} RegionEpoch instance
             * @type {{
             *   (properties: tivalve.wire.RegionEpoch.$Shape): tivalve.wire.RegionEpoch & tivalve.wire.RegionEpoch.$Shape;
             *   (properties?: tivalve.wire.RegionEpoch.$Properties): tivalve.wire.RegionEpoch;
             * }}
             */
            RegionEpoch.create = function(properties) {
                return new RegionEpoch(properties);
            };

            /**
             * Encodes the specified RegionEpoch message. Does not implicitly {@link tivalve.wire.RegionEpoch.verify|verify} messages.
             * @function encode
             * @memberof tivalve.wire.RegionEpoch
             * @static
             * @param {tivalve.wire.RegionEpoch.$Properties} message RegionEpoch message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            RegionEpoch.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.confVer != null && $Object.hasOwnProperty.call(message, "confVer") && (typeof message.confVer === "object" ? message.confVer.low || message.confVer.high : message.confVer !== 0))
                    writer.uint32(/* id 1, wireType 0 =*/8).uint64(message.confVer);
                if (message.version != null && $Object.hasOwnProperty.call(message, "version") && (typeof message.version === "object" ? message.version.low || message.version.high : message.version !== 0))
                    writer.uint32(/* id 2, wireType 0 =*/16).uint64(message.version);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (var i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a RegionEpoch message from the specified reader or buffer.
             * @function decode
             * @memberof tivalve.wire.RegionEpoch
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {tivalve.wire.RegionEpoch & tivalve.wire.RegionEpoch.$Shape} RegionEpoch
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            RegionEpoch.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                var end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.tivalve.wire.RegionEpoch();
                while (reader.pos < end) {
                    var start = reader.pos;
                    var tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    var wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.confVer = value;
                            else
                                delete message.confVer;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.version = value;
                            else
                                delete message.version;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            /**
             * Verifies a RegionEpoch message.
             * @function verify
             * @memberof tivalve.wire.RegionEpoch
             * @static
             * @param {Object.<string,*>} message Plain object to verify
             * @returns {string|null} `null` if valid, otherwise the reason why it is not
             */
            RegionEpoch.verify = function (message, _depth) {
                if (typeof message !== "object" || message === null)
                    return "object expected";
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    return "max depth exceeded";
                if (message.confVer != null && $Object.hasOwnProperty.call(message, "confVer"))
                    if (!$util.isInteger(message.confVer) && !(message.confVer && $util.isInteger(message.confVer.low) && $util.isInteger(message.confVer.high)))
                        return "confVer: integer|Long expected";
                if (message.version != null && $Object.hasOwnProperty.call(message, "version"))
                    if (!$util.isInteger(message.version) && !(message.version && $util.isInteger(message.version.low) && $util.isInteger(message.version.high)))
                        return "version: integer|Long expected";
                return null;
            };

            /**
             * Creates a RegionEpoch message from a plain object. Also converts values to their respective internal types.
             * @function fromObject
             * @memberof tivalve.wire.RegionEpoch
             * @static
             * @param {Object.<string,*>} object Plain object
             * @returns {tivalve.wire.RegionEpoch} RegionEpoch
             */
            RegionEpoch.fromObject = function (object, _depth) {
                if (object instanceof $root.tivalve.wire.RegionEpoch)
                    return object;
                if (!$util.isObject(object))
                    throw $TypeError(".tivalve.wire.RegionEpoch: object expected");
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                var message = new $root.tivalve.wire.RegionEpoch();
                if (object.confVer != null)
                    if (typeof object.confVer === "object" ? object.confVer.low || object.confVer.high : $Number(object.confVer) !== 0)
                        if ($util.Long)
                            message.confVer = $util.Long.fromValue(object.confVer, true);
                        else if (typeof object.confVer === "string")
                            message.confVer = $parseInt(object.confVer, 10);
                        else if (typeof object.confVer === "number")
                            message.confVer = object.confVer;
                        else if (typeof object.confVer === "object")
                            message.confVer = new $util.LongBits(object.confVer.low >>> 0, object.confVer.high >>> 0).toNumber(true);
                if (object.version != null)
                    if (typeof object.version === "object" ? object.version.low || object.version.high : $Number(object.version) !== 0)
                        if ($util.Long)
                            message.version = $util.Long.fromValue(object.version, true);
                        else if (typeof object.version === "string")
                            message.version = $parseInt(object.version, 10);
                        else if (typeof object.version === "number")
                            message.version = object.version;
                        else if (typeof object.version === "object")
                            message.version = new $util.LongBits(object.version.low >>> 0, object.version.high >>> 0).toNumber(true);
                return message;
            };

            /**
             * Creates a plain object from a RegionEpoch message. Also converts values to other types if specified.
             * @function toObject
             * @memberof tivalve.wire.RegionEpoch
             * @static
             * @param {tivalve.wire.RegionEpoch} message RegionEpoch
             * @param {$protobuf.IConversionOptions} [options] Conversion options
             * @returns {Object.<string,*>} Plain object
             */
            RegionEpoch.toObject = function (message, options, _depth) {
                if (!options)
                    options = {};
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                var object = {};
                if (options.defaults) {
                    if ($util.Long) {
                        var long = new $util.Long(0, 0, true);
                        object.confVer = options.longs === $String ? long.toString() : options.longs === $Number ? long.toNumber() : typeof $BigInt !== "undefined" && options.longs === $BigInt ? long.toBigInt() : long;
                    } else
                        object.confVer = options.longs === $String ? "0" : typeof $BigInt !== "undefined" && options.longs === $BigInt ? $BigInt("0") : 0;
                    if ($util.Long) {
                        var long = new $util.Long(0, 0, true);
                        object.version = options.longs === $String ? long.toString() : options.longs === $Number ? long.toNumber() : typeof $BigInt !== "undefined" && options.longs === $BigInt ? long.toBigInt() : long;
                    } else
                        object.version = options.longs === $String ? "0" : typeof $BigInt !== "undefined" && options.longs === $BigInt ? $BigInt("0") : 0;
                }
                if (message.confVer != null && $Object.hasOwnProperty.call(message, "confVer"))
                    if (typeof $BigInt !== "undefined" && options.longs === $BigInt)
                        object.confVer = typeof message.confVer === "number" ? $BigInt(message.confVer) : $util.Long.fromBits(message.confVer.low >>> 0, message.confVer.high >>> 0, true).toBigInt();
                    else if (typeof message.confVer === "number")
                        object.confVer = options.longs === $String ? $String(message.confVer) : message.confVer;
                    else
                        object.confVer = options.longs === $String ? $util.Long.prototype.toString.call(message.confVer) : options.longs === $Number ? new $util.LongBits(message.confVer.low >>> 0, message.confVer.high >>> 0).toNumber(true) : message.confVer;
                if (message.version != null && $Object.hasOwnProperty.call(message, "version"))
                    if (typeof $BigInt !== "undefined" && options.longs === $BigInt)
                        object.version = typeof message.version === "number" ? $BigInt(message.version) : $util.Long.fromBits(message.version.low >>> 0, message.version.high >>> 0, true).toBigInt();
                    else if (typeof message.version === "number")
                        object.version = options.longs === $String ? $String(message.version) : message.version;
                    else
                        object.version = options.longs === $String ? $util.Long.prototype.toString.call(message.version) : options.longs === $Number ? new $util.LongBits(message.version.low >>> 0, message.version.high >>> 0).toNumber(true) : message.version;
                return object;
            };

            /**
             * Converts this RegionEpoch to JSON.
             * @function toJSON
             * @memberof tivalve.wire.RegionEpoch
             * @instance
             * @returns {Object.<string,*>} JSON object
             */
            RegionEpoch.prototype.toJSON = function() {
                return RegionEpoch.toObject(this, $protobuf.util.toJSONOptions);
            };

            return RegionEpoch;
        })();

        /**
         * PeerRole enum.
         * @name tivalve.wire.PeerRole
         * @enum {number}
         * @property {number} Voter=0 Voter value
         * @property {number} Learner=1 Learner value
         * @property {number} IncomingVoter=2 IncomingVoter value
         * @property {number} DemotingVoter=3 DemotingVoter value
         */
        wire.PeerRole = (function() {
            var valuesById = $Object.create(null), values = $Object.create(valuesById);
            values[valuesById[0] = "Voter"] = 0;
            values[valuesById[1] = "Learner"] = 1;
            values[valuesById[2] = "IncomingVoter"] = 2;
            values[valuesById[3] = "DemotingVoter"] = 3;
            return values;
        })();

        wire.Peer = (function() {

            /**
             * Properties of a Peer.
             * @typedef {Object} tivalve.wire.Peer.$Properties
             * @property {Long|null} [id] Peer id
             * @property {Long|null} [storeId] Peer storeId
             * @property {tivalve.wire.PeerRole|null} [role] Peer role
             * @property {boolean|null} [isWitness] Peer isWitness
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a Peer.
             * @memberof tivalve.wire
             * @interface IPeer
             * @augments tivalve.wire.Peer.$Properties
             * @deprecated Use tivalve.wire.Peer.$Properties instead.
             */

            /**
             * Shape of a Peer.
             * @typedef {tivalve.wire.Peer.$Properties} tivalve.wire.Peer.$Shape
             */

            /**
             * Constructs a new Peer.
             * @memberof tivalve.wire
             * @classdesc Represents a Peer.
             * @constructor
             * @param {tivalve.wire.Peer.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            var Peer = function (properties) {
                if (properties)
                    for (var keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Peer id.
             * @member {Long} id
             * @memberof tivalve.wire.Peer
             * @instance
             */
            Peer.prototype.id = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * Peer storeId.
             * @member {Long} storeId
             * @memberof tivalve.wire.Peer
             * @instance
             */
            Peer.prototype.storeId = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * Peer role.
             * @member {tivalve.wire.PeerRole} role
             * @memberof tivalve.wire.Peer
             * @instance
             */
            Peer.prototype.role = 0;

            /**
             * Peer isWitness.
             * @member {boolean} isWitness
             * @memberof tivalve.wire.Peer
             * @instance
             */
            Peer.prototype.isWitness = false;

            /**
             * Creates a new Peer instance using the specified properties.
             * @function create
             * @memberof tivalve.wire.Peer
             * @static
             * @param {tivalve.wire.Peer.$Properties=} [properties] Properties to set
             * @returns {tivalve.wire.Peer} Peer instance
             * @type {{
             *   (properties: tivalve.wire.Peer.$Shape): tivalve.wire.Peer & tivalve.wire.Peer.$Shape;
             *   (properties?: tivalve.wire.Peer.$Properties): tivalve.wire.Peer;
             * }}
             */
            Peer.create = function(properties) {
                return new Peer(properties);
            };

            /**
             * Encodes the specified Peer message. Does not implicitly {@link tivalve.wire.Peer.verify|verify} messages.
             * @function encode
             * @memberof tivalve.wire.Peer
             * @static
             * @param {tivalve.wire.Peer.$Properties} message Peer message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Peer.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.id != null && $Object.hasOwnProperty.call(message, "id") && (typeof message.id === "object" ? message.id.low || message.id.high : message.id !== 0))
                    writer.uint32(/* id 1, wireType 0 =*/8).uint64(message.id);
                if (message.storeId != null && $Object.hasOwnProperty.call(message, "storeId") && (typeof message.storeId === "object" ? message.storeId.low || message.storeId.high : message.storeId !== 0))
                    writer.uint32(/* id 2, wireType 0 =*/16).uint64(message.storeId);
                if (message.role != null && $Object.hasOwnProperty.call(message, "role") && message.role !== 0)
                    writer.uint32(/* id 3, wireType 0 =*/24).int32(message.role);
                if (message.isWitness != null && $Object.hasOwnProperty.call(message, "isWitness") && message.isWitness !== false)
                    writer.uint32(/* id 4, wireType 0 =*/32).bool(message.isWitness);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (var i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a Peer message from the specified reader or buffer.
             * @function decode
             * @memberof tivalve.wire.Peer
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {tivalve.wire.Peer & tivalve.wire.Peer.$Shape} Peer
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            Peer.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                var end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.tivalve.wire.Peer();
                while (reader.pos < end) {
                    var start = reader.pos;
                    var tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    var wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.id = value;
                            else
                                delete message.id;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.storeId = value;
                            else
                                delete message.storeId;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.int32())
                                message.role = value;
                            else
                                delete message.role;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.isWitness = value;
                            else
                                delete message.isWitness;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            /**
             * Verifies a Peer message.
             * @function verify
             * @memberof tivalve.wire.Peer
             * @static
             * @param {Object.<string,*>} message Plain object to verify
             * @returns {string|null} `null` if valid, otherwise the reason why it is not
             */
            Peer.verify = function (message, _depth) {
                if (typeof message !== "object" || message === null)
                    return "object expected";
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    return "max depth exceeded";
                if (message.id != null && $Object.hasOwnProperty.call(message, "id"))
                    if (!$util.isInteger(message.id) && !(message.id && $util.isInteger(message.id.low) && $util.isInteger(message.id.high)))
                        return "id: integer|Long expected";
                if (message.storeId != null && $Object.hasOwnProperty.call(message, "storeId"))
                    if (!$util.isInteger(message.storeId) && !(message.storeId && $util.isInteger(message.storeId.low) && $util.isInteger(message.storeId.high)))
                        return "storeId: integer|Long expected";
                if (message.role != null && $Object.hasOwnProperty.call(message, "role"))
                    if (typeof message.role !== "number" || (message.role | 0) !== message.role)
                        return "role: enum value expected";
                if (message.isWitness != null && $Object.hasOwnProperty.call(message, "isWitness"))
                    if (typeof message.isWitness !== "boolean")
                        return "isWitness: boolean expected";
                return null;
            };

            /**
             * Creates a Peer message from a plain object. Also converts values to their respective internal types.
             * @function fromObject
             * @memberof tivalve.wire.Peer
             * @static
             * @param {Object.<string,*>} object Plain object
             * @returns {tivalve.wire.Peer} Peer
             */
            Peer.fromObject = function (object, _depth) {
                if (object instanceof $root.tivalve.wire.Peer)
                    return object;
                if (!$util.isObject(object))
                    throw $TypeError(".tivalve.wire.Peer: object expected");
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                var message = new $root.tivalve.wire.Peer();
                if (object.id != null)
                    if (typeof object.id === "object" ? object.id.low || object.id.high : $Number(object.id) !== 0)
                        if ($util.Long)
                            message.id = $util.Long.fromValue(object.id, true);
                        else if (typeof object.id === "string")
                            message.id = $parseInt(object.id, 10);
                        else if (typeof object.id === "number")
                            message.id = object.id;
                        else if (typeof object.id === "object")
                            message.id = new $util.LongBits(object.id.low >>> 0, object.id.high >>> 0).toNumber(true);
                if (object.storeId != null)
                    if (typeof object.storeId === "object" ? object.storeId.low || object.storeId.high : $Number(object.storeId) !== 0)
                        if ($util.Long)
                            message.storeId = $util.Long.fromValue(object.storeId, true);
                        else if (typeof object.storeId === "string")
                            message.storeId = $parseInt(object.storeId, 10);
                        else if (typeof object.storeId === "number")
                            message.storeId = object.storeId;
                        else if (typeof object.storeId === "object")
                            message.storeId = new $util.LongBits(object.storeId.low >>> 0, object.storeId.high >>> 0).toNumber(true);
                if (object.role !== 0 && (typeof object.role !== "string" || $root.tivalve.wire.PeerRole[object.role] !== 0))
                    switch (object.role) {
                    case "Voter":
                    case 0:
                        message.role = 0;
                        break;
                    case "Learner":
                    case 1:
                        message.role = 1;
                        break;
                    case "IncomingVoter":
                    case 2:
                        message.role = 2;
                        break;
                    case "DemotingVoter":
                    case 3:
                        message.role = 3;
                        break;
                    default:
                        if (typeof object.role === "number" && (object.role | 0) === object.role)
                            message.role = object.role;
                    }
                if (object.isWitness != null)
                    if (object.isWitness)
                        message.isWitness = $Boolean(object.isWitness);
                return message;
            };

            /**
             * Creates a plain object from a Peer message. Also converts values to other types if specified.
             * @function toObject
             * @memberof tivalve.wire.Peer
             * @static
             * @param {tivalve.wire.Peer} message Peer
             * @param {$protobuf.IConversionOptions} [options] Conversion options
             * @returns {Object.<string,*>} Plain object
             */
            Peer.toObject = function (message, options, _depth) {
                if (!options)
                    options = {};
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                var object = {};
                if (options.defaults) {
                    if ($util.Long) {
                        var long = new $util.Long(0, 0, true);
                        object.id = options.longs === $String ? long.toString() : options.longs === $Number ? long.toNumber() : typeof $BigInt !== "undefined" && options.longs === $BigInt ? long.toBigInt() : long;
                    } else
                        object.id = options.longs === $String ? "0" : typeof $BigInt !== "undefined" && options.longs === $BigInt ? $BigInt("0") : 0;
                    if ($util.Long) {
                        var long = new $util.Long(0, 0, true);
                        object.storeId = options.longs === $String ? long.toString() : options.longs === $Number ? long.toNumber() : typeof $BigInt !== "undefined" && options.longs === $BigInt ? long.toBigInt() : long;
                    } else
                        object.storeId = options.longs === $String ? "0" : typeof $BigInt !== "undefined" && options.longs === $BigInt ? $BigInt("0") : 0;
                    object.role = options.enums === $String ? "Voter" : 0;
                    object.isWitness = false;
                }
                if (message.id != null && $Object.hasOwnProperty.call(message, "id"))
                    if (typeof $BigInt !== "undefined" && options.longs === $BigInt)
                        object.id = typeof message.id === "number" ? $BigInt(message.id) : $util.Long.fromBits(message.id.low >>> 0, message.id.high >>> 0, true).toBigInt();
                    else if (typeof message.id === "number")
                        object.id = options.longs === $String ? $String(message.id) : message.id;
                    else
                        object.id = options.longs === $String ? $util.Long.prototype.toString.call(message.id) : options.longs === $Number ? new $util.LongBits(message.id.low >>> 0, message.id.high >>> 0).toNumber(true) : message.id;
                if (message.storeId != null && $Object.hasOwnProperty.call(message, "storeId"))
                    if (typeof $BigInt !== "undefined" && options.longs === $BigInt)
                        object.storeId = typeof message.storeId === "number" ? $BigInt(message.storeId) : $util.Long.fromBits(message.storeId.low >>> 0, message.storeId.high >>> 0, true).toBigInt();
                    else if (typeof message.storeId === "number")
                        object.storeId = options.longs === $String ? $String(message.storeId) : message.storeId;
                    else
                        object.storeId = options.longs === $String ? $util.Long.prototype.toString.call(message.storeId) : options.longs === $Number ? new $util.LongBits(message.storeId.low >>> 0, message.storeId.high >>> 0).toNumber(true) : message.storeId;
                if (message.role != null && $Object.hasOwnProperty.call(message, "role"))
                    object.role = options.enums === $String ? $root.tivalve.wire.PeerRole[message.role] === $undefined ? message.role : $root.tivalve.wire.PeerRole[message.role] : message.role;
                if (message.isWitness != null && $Object.hasOwnProperty.call(message, "isWitness"))
                    object.isWitness = message.isWitness;
                return object;
            };

            /**
             * Converts this Peer to JSON.
             * @function toJSON
             * @memberof tivalve.wire.Peer
             * @instance
             * @returns {Object.<string,*>} JSON object
             */
            Peer.prototype.toJSON = function() {
                return Peer.toObject(this, $protobuf.util.toJSONOptions);
            };

            return Peer;
        })();

        wire.Region = (function() {

            /**
             * Properties of a Region.
             * @typedef {Object} tivalve.wire.Region.$Properties
             * @property {Long|null} [id] Region id
             * @property {Uint8Array|null} [startKey] Region startKey
             * @property {Uint8Array|null} [endKey] Region endKey
             * @property {tivalve.wire.RegionEpoch.$Properties|null} [regionEpoch] Region regionEpoch
             * @property {Array.<tivalve.wire.Peer.$Properties>|null} [peers] Region peers
             * @property {boolean|null} [isInFlashback] Region isInFlashback
             * @property {Long|null} [flashbackStartTs] Region flashbackStartTs
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a Region.
             * @memberof tivalve.wire
             * @interface IRegion
             * @augments tivalve.wire.Region.$Properties
             * @deprecated Use tivalve.wire.Region.$Properties instead.
             */

            /**
             * Shape of a Region.
             * @typedef {tivalve.wire.Region.$Properties} tivalve.wire.Region.$Shape
             */

            /**
             * Constructs a new Region.
             * @memberof tivalve.wire
             * @classdesc Represents a Region.
             * @constructor
             * @param {tivalve.wire.Region.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            var Region = function (properties) {
                this.peers = [];
                if (properties)
                    for (var keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Region id.
             * @member {Long} id
             * @memberof tivalve.wire.Region
             * @instance
             */
            Region.prototype.id = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * Region startKey.
             * @member {Uint8Array} startKey
             * @memberof tivalve.wire.Region
             * @instance
             */
            Region.prototype.startKey = $util.newBuffer([]);

            /**
             * Region endKey.
             * @member {Uint8Array} endKey
             * @memberof tivalve.wire.Region
             * @instance
             */
            Region.prototype.endKey = $util.newBuffer([]);

            /**
             * Region regionEpoch.
             * @member {tivalve.wire.RegionEpoch.$Properties|null|undefined} regionEpoch
             * @memberof tivalve.wire.Region
             * @instance
             */
            Region.prototype.regionEpoch = null;

            /**
             * Region peers.
             * @member {Array.<tivalve.wire.Peer.$Properties>} peers
             * @memberof tivalve.wire.Region
             * @instance
             */
            Region.prototype.peers = $util.emptyArray;

            /**
             * Region isInFlashback.
             * @member {boolean} isInFlashback
             * @memberof tivalve.wire.Region
             * @instance
             */
            Region.prototype.isInFlashback = false;

            /**
             * Region flashbackStartTs.
             * @member {Long} flashbackStartTs
             * @memberof tivalve.wire.Region
             * @instance
             */
            Region.prototype.flashbackStartTs = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * Creates a new Region instance using the specified properties.
             * @function create
             * @memberof tivalve.wire.Region
             * @static
             * @param {tivalve.wire.Region.$Properties=} [properties] Properties to set
             * @returns {tivalve.wire.Region} Region instance
             * @type {{
             *   (properties: tivalve.wire.Region.$Shape): tivalve.wire.Region & tivalve.wire.Region.$Shape;
             *   (properties?: tivalve.wire.Region.$Properties): tivalve.wire.Region;
             * }}
             */
            Region.create = function(properties) {
                return new Region(properties);
            };

            /**
             * Encodes the specified Region message. Does not implicitly {@link tivalve.wire.Region.verify|verify} messages.
             * @function encode
             * @memberof tivalve.wire.Region
             * @static
             * @param {tivalve.wire.Region.$Properties} message Region message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Region.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.id != null && $Object.hasOwnProperty.call(message, "id") && (typeof message.id === "object" ? message.id.low || message.id.high : message.id !== 0))
                    writer.uint32(/* id 1, wireType 0 =*/8).uint64(message.id);
                if (message.startKey != null && $Object.hasOwnProperty.call(message, "startKey") && message.startKey.length)
                    writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.startKey);
                if (message.endKey != null && $Object.hasOwnProperty.call(message, "endKey") && message.endKey.length)
                    writer.uint32(/* id 3, wireType 2 =*/26).bytes(message.endKey);
                if (message.regionEpoch != null && $Object.hasOwnProperty.call(message, "regionEpoch"))
                    $root.tivalve.wire.RegionEpoch.encode(message.regionEpoch, writer.uint32(/* id 4, wireType 2 =*/34).fork(), _depth + 1).ldelim();
                if (message.peers != null && message.peers.length)
                    for (var i = 0; i < message.peers.length; ++i)
                        $root.tivalve.wire.Peer.encode(message.peers[i], writer.uint32(/* id 5, wireType 2 =*/42).fork(), _depth + 1).ldelim();
                if (message.isInFlashback != null && $Object.hasOwnProperty.call(message, "isInFlashback") && message.isInFlashback !== false)
                    writer.uint32(/* id 7, wireType 0 =*/56).bool(message.isInFlashback);
                if (message.flashbackStartTs != null && $Object.hasOwnProperty.call(message, "flashbackStartTs") && (typeof message.flashbackStartTs === "object" ? message.flashbackStartTs.low || message.flashbackStartTs.high : message.flashbackStartTs !== 0))
                    writer.uint32(/* id 8, wireType 0 =*/64).uint64(message.flashbackStartTs);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (var i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a Region message from the specified reader or buffer.
             * @function decode
             * @memberof tivalve.wire.Region
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {tivalve.wire.Region & tivalve.wire.Region.$Shape} Region
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            Region.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                var end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.tivalve.wire.Region();
                while (reader.pos < end) {
                    var start = reader.pos;
                    var tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    var wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.id = value;
                            else
                                delete message.id;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.bytes()).length)
                                message.startKey = value;
                            else
                                delete message.startKey;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.bytes()).length)
                                message.endKey = value;
                            else
                                delete message.endKey;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 2)
                                break;
                            message.regionEpoch = $root.tivalve.wire.RegionEpoch.decode(reader, reader.size(), $undefined, _depth + 1, message.regionEpoch);
                            continue;
                        }
                    case 5: {
                            if (wireType !== 2)
                                break;
                            if (!(message.peers && message.peers.length))
                                message.peers = [];
                            message.peers.push($root.tivalve.wire.Peer.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    case 7: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.isInFlashback = value;
                            else
                                delete message.isInFlashback;
                            continue;
                        }
                    case 8: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.flashbackStartTs = value;
                            else
                                delete message.flashbackStartTs;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            /**
             * Verifies a Region message.
             * @function verify
             * @memberof tivalve.wire.Region
             * @static
             * @param {Object.<string,*>} message Plain object to verify
             * @returns {string|null} `null` if valid, otherwise the reason why it is not
             */
            Region.verify = function (message, _depth) {
                if (typeof message !== "object" || message === null)
                    return "object expected";
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    return "max depth exceeded";
                if (message.id != null && $Object.hasOwnProperty.call(message, "id"))
                    if (!$util.isInteger(message.id) && !(message.id && $util.isInteger(message.id.low) && $util.isInteger(message.id.high)))
                        return "id: integer|Long expected";
                if (message.startKey != null && $Object.hasOwnProperty.call(message, "startKey"))
                    if (!(message.startKey && typeof message.startKey.length === "number" || $util.isString(message.startKey)))
                        return "startKey: buffer expected";
                if (message.endKey != null && $Object.hasOwnProperty.call(message, "endKey"))
                    if (!(message.endKey && typeof message.endKey.length === "number" || $util.isString(message.endKey)))
                        return "endKey: buffer expected";
                if (message.regionEpoch != null && $Object.hasOwnProperty.call(message, "regionEpoch")) {
                    var error = $root.tivalve.wire.RegionEpoch.verify(message.regionEpoch, _depth + 1);
                    if (error)
                        return "regionEpoch." + error;
                }
                if (message.peers != null && $Object.hasOwnProperty.call(message, "peers")) {
                    if (!$Array.isArray(message.peers))
                        return "peers: array expected";
                    for (var i = 0; i < message.peers.length; ++i) {
                        var error = $root.tivalve.wire.Peer.verify(message.peers[i], _depth + 1);
                        if (error)
                            return "peers." + error;
                    }
                }
                if (message.isInFlashback != null && $Object.hasOwnProperty.call(message, "isInFlashback"))
                    if (typeof message.isInFlashback !== "boolean")
                        return "isInFlashback: boolean expected";
                if (message.flashbackStartTs != null && $Object.hasOwnProperty.call(message, "flashbackStartTs"))
                    if (!$util.isInteger(message.flashbackStartTs) && !(message.flashbackStartTs && $util.isInteger(message.flashbackStartTs.low) && $util.isInteger(message.flashbackStartTs.high)))
                        return "flashbackStartTs: integer|Long expected";
                return null;
            };

            /**
             * Creates a Region message from a plain object. Also converts values to their respective internal types.
             * @function fromObject
             * @memberof tivalve.wire.Region
             * @static
             * @param {Object.<string,*>} object Plain object
             * @returns {tivalve.wire.Region} Region
             */
            Region.fromObject = function (object, _depth) {
                if (object instanceof $root.tivalve.wire.Region)
                    return object;
                if (!$util.isObject(object))
                    throw $TypeError(".tivalve.wire.Region: object expected");
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                var message = new $root.tivalve.wire.Region();
                if (object.id != null)
                    if (typeof object.id === "object" ? object.id.low || object.id.high : $Number(object.id) !== 0)
                        if ($util.Long)
                            message.id = $util.Long.fromValue(object.id, true);
                        else if (typeof object.id === "string")
                            message.id = $parseInt(object.id, 10);
                        else if (typeof object.id === "number")
                            message.id = object.id;
                        else if (typeof object.id === "object")
                            message.id = new $util.LongBits(object.id.low >>> 0, object.id.high >>> 0).toNumber(true);
                if (object.startKey != null)
                    if (object.startKey.length)
                        if (typeof object.startKey === "string")
                            $util.base64.decode(object.startKey, message.startKey = $util.newBuffer($util.base64.length(object.startKey)), 0);
                        else if (object.startKey.length >= 0)
                            message.startKey = object.startKey;
                if (object.endKey != null)
                    if (object.endKey.length)
                        if (typeof object.endKey === "string")
                            $util.base64.decode(object.endKey, message.endKey = $util.newBuffer($util.base64.length(object.endKey)), 0);
                        else if (object.endKey.length >= 0)
                            message.endKey = object.endKey;
                if (object.regionEpoch != null) {
                    if (!$util.isObject(object.regionEpoch))
                        throw $TypeError(".tivalve.wire.Region.regionEpoch: object expected");
                    message.regionEpoch = $root.tivalve.wire.RegionEpoch.fromObject(object.regionEpoch, _depth + 1);
                }
                if (object.peers) {
                    if (!$Array.isArray(object.peers))
                        throw $TypeError(".tivalve.wire.Region.peers: array expected");
                    message.peers = $Array(object.peers.length);
                    for (var i = 0; i < object.peers.length; ++i) {
                        if (!$util.isObject(object.peers[i]))
                            throw $TypeError(".tivalve.wire.Region.peers: object expected");
                        message.peers[i] = $root.tivalve.wire.Peer.fromObject(object.peers[i], _depth + 1);
                    }
                }
                if (object.isInFlashback != null)
                    if (object.isInFlashback)
                        message.isInFlashback = $Boolean(object.isInFlashback);
                if (object.flashbackStartTs != null)
                    if (typeof object.flashbackStartTs === "object" ? object.flashbackStartTs.low || object.flashbackStartTs.high : $Number(object.flashbackStartTs) !== 0)
                        if ($util.Long)
                            message.flashbackStartTs = $util.Long.fromValue(object.flashbackStartTs, true);
                        else if (typeof object.flashbackStartTs === "string")
                            message.flashbackStartTs = $parseInt(object.flashbackStartTs, 10);
                        else if (typeof object.flashbackStartTs === "number")
                            message.flashbackStartTs = object.flashbackStartTs;
                        else if (typeof object.flashbackStartTs === "object")
                            message.flashbackStartTs = new $util.LongBits(object.flashbackStartTs.low >>> 0, object.flashbackStartTs.high >>> 0).toNumber(true);
                return message;
            };

            /**
             * Creates a plain object from a Region message. Also converts values to other types if specified.
             * @function toObject
             * @memberof tivalve.wire.Region
             * @static
             * @param {tivalve.wire.Region} message Region
             * @param {$protobuf.IConversionOptions} [options] Conversion options
             * @returns {Object.<string,*>} Plain object
             */
            Region.toObject = function (message, options, _depth) {
                if (!options)
                    options = {};
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                var object = {};
                if (options.arrays || options.defaults)
                    object.peers = [];
                if (options.defaults) {
                    if ($util.Long) {
                        var long = new $util.Long(0, 0, true);
                        object.id = options.longs === $String ? long.toString() : options.longs === $Number ? long.toNumber() : typeof $BigInt !== "undefined" && options.longs === $BigInt ? long.toBigInt() : long;
                    } else
                        object.id = options.longs === $String ? "0" : typeof $BigInt !== "undefined" && options.longs === $BigInt ? $BigInt("0") : 0;
                    if (options.bytes === $String)
                        object.startKey = "";
                    else {
                        object.startKey = [];
                        if (options.bytes !== $Array)
                            object.startKey = $util.newBuffer(object.startKey);
                    }
                    if (options.bytes === $String)
                        object.endKey = "";
                    else {
                        object.endKey = [];
                        if (options.bytes !== $Array)
                            object.endKey = $util.newBuffer(object.endKey);
                    }
                    object.regionEpoch = null;
                    object.isInFlashback = false;
                    if ($util.Long) {
                        var long = new $util.Long(0, 0, true);
                        object.flashbackStartTs = options.longs === $String ? long.toString() : options.longs === $Number ? long.toNumber() : typeof $BigInt !== "undefined" && options.longs === $BigInt ? long.toBigInt() : long;
                    } else
                        object.flashbackStartTs = options.longs === $String ? "0" : typeof $BigInt !== "undefined" && options.longs === $BigInt ? $BigInt("0") : 0;
                }
                if (message.id != null && $Object.hasOwnProperty.call(message, "id"))
                    if (typeof $BigInt !== "undefined" && options.longs === $BigInt)
                        object.id = typeof message.id === "number" ? $BigInt(message.id) : $util.Long.fromBits(message.id.low >>> 0, message.id.high >>> 0, true).toBigInt();
                    else if (typeof message.id === "number")
                        object.id = options.longs === $String ? $String(message.id) : message.id;
                    else
                        object.id = options.longs === $String ? $util.Long.prototype.toString.call(message.id) : options.longs === $Number ? new $util.LongBits(message.id.low >>> 0, message.id.high >>> 0).toNumber(true) : message.id;
                if (message.startKey != null && $Object.hasOwnProperty.call(message, "startKey"))
                    object.startKey = options.bytes === $String ? $util.base64.encode(message.startKey, 0, message.startKey.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.startKey) : message.startKey;
                if (message.endKey != null && $Object.hasOwnProperty.call(message, "endKey"))
                    object.endKey = options.bytes === $String ? $util.base64.encode(message.endKey, 0, message.endKey.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.endKey) : message.endKey;
                if (message.regionEpoch != null && $Object.hasOwnProperty.call(message, "regionEpoch"))
                    object.regionEpoch = $root.tivalve.wire.RegionEpoch.toObject(message.regionEpoch, options, _depth + 1);
                if (message.peers && message.peers.length) {
                    object.peers = $Array(message.peers.length);
                    for (var j = 0; j < message.peers.length; ++j)
                        object.peers[j] = $root.tivalve.wire.Peer.toObject(message.peers[j], options, _depth + 1);
                }
                if (message.isInFlashback != null && $Object.hasOwnProperty.call(message, "isInFlashback"))
                    object.isInFlashback = message.isInFlashback;
                if (message.flashbackStartTs != null && $Object.hasOwnProperty.call(message, "flashbackStartTs"))
                    if (typeof $BigInt !== "undefined" && options.longs === $BigInt)
                        object.flashbackStartTs = typeof message.flashbackStartTs === "number" ? $BigInt(message.flashbackStartTs) : $util.Long.fromBits(message.flashbackStartTs.low >>> 0, message.flashbackStartTs.high >>> 0, true).toBigInt();
                    else if (typeof message.flashbackStartTs === "number")
                        object.flashbackStartTs = options.longs === $String ? $String(message.flashbackStartTs) : message.flashbackStartTs;
                    else
                        object.flashbackStartTs = options.longs === $String ? $util.Long.prototype.toString.call(message.flashbackStartTs) : options.longs === $Number ? new $util.LongBits(message.flashbackStartTs.low >>> 0, message.flashbackStartTs.high >>> 0).toNumber(true) : message.flashbackStartTs;
                return object;
            };

            /**
             * Converts this Region to JSON.
             * @function toJSON
             * @memberof tivalve.wire.Region
             * @instance
             * @returns {Object.<string,*>} JSON object
             */
            Region.prototype.toJSON = function() {
                return Region.toObject(this, $protobuf.util.toJSONOptions);
            };

            return Region;
        })();

        wire.NotLeader = (function() {

            /**
             * Properties of a NotLeader.
             * @typedef {Object} tivalve.wire.NotLeader.$Properties
             * @property {Long|null} [regionId] NotLeader regionId
             * @property {tivalve.wire.Peer.$Properties|null} [leader] NotLeader leader
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a NotLeader.
             * @memberof tivalve.wire
             * @interface INotLeader
             * @augments tivalve.wire.NotLeader.$Properties
             * @deprecated Use tivalve.wire.NotLeader.$Properties instead.
             */

            /**
             * Shape of a NotLeader.
             * @typedef {tivalve.wire.NotLeader.$Properties} tivalve.wire.NotLeader.$Shape
             */

            /**
             * Constructs a new NotLeader.
             * @memberof tivalve.wire
             * @classdesc Represents a NotLeader.
             * @constructor
             * @param {tivalve.wire.NotLeader.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            var NotLeader = function (properties) {
                if (properties)
                    for (var keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * NotLeader regionId.
             * @member {Long} regionId
             * @memberof tivalve.wire.NotLeader
             * @instance
             */
            NotLeader.prototype.regionId = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * NotLeader leader.
             * @member {tivalve.wire.Peer.$Properties|null|undefined} leader
             * @memberof tivalve.wire.NotLeader
             * @instance
             */
            NotLeader.prototype.leader = null;

            /**
             * Creates a new NotLeader instance using the specified properties.
             * @function create
             * @memberof tivalve.wire.NotLeader
             * @static
             * @param {tivalve.wire.NotLeader.$Properties=} [properties] Properties to set
             * @returns {tivalve.wire.NotLeader} NotLeader instance
             * @type {{
             *   (properties: tivalve.wire.NotLeader.$Shape): tivalve.wire.NotLeader & tivalve.wire.NotLeader.$Shape;
             *   (properties?: tivalve.wire.NotLeader.$Properties): tivalve.wire.NotLeader;
             * }}
             */
            NotLeader.create = function(properties) {
                return new NotLeader(properties);
            };

            /**
             * Encodes the specified NotLeader message. Does not implicitly {@link tivalve.wire.NotLeader.verify|verify} messages.
             * @function encode
             * @memberof tivalve.wire.NotLeader
             * @static
             * @param {tivalve.wire.NotLeader.$Properties} message NotLeader message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            NotLeader.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.regionId != null && $Object.hasOwnProperty.call(message, "regionId") && (typeof message.regionId === "object" ? message.regionId.low || message.regionId.high : message.regionId !== 0))
                    writer.uint32(/* id 1, wireType 0 =*/8).uint64(message.regionId);
                if (message.leader != null && $Object.hasOwnProperty.call(message, "leader"))
                    $root.tivalve.wire.Peer.encode(message.leader, writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (var i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a NotLeader message from the specified reader or buffer.
             * @function decode
             * @memberof tivalve.wire.NotLeader
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {tivalve.wire.NotLeader & tivalve.wire.NotLeader.$Shape} NotLeader
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            NotLeader.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                var end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.tivalve.wire.NotLeader();
                while (reader.pos < end) {
                    var start = reader.pos;
                    var tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    var wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.regionId = value;
                            else
                                delete message.regionId;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            message.leader = $root.tivalve.wire.Peer.decode(reader, reader.size(), $undefined, _depth + 1, message.leader);
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            /**
             * Verifies a NotLeader message.
             * @function verify
             * @memberof tivalve.wire.NotLeader
             * @static
             * @param {Object.<string,*>} message Plain object to verify
             * @returns {string|null} `null` if valid, otherwise the reason why it is not
             */
            NotLeader.verify = function (message, _depth) {
                if (typeof message !== "object" || message === null)
                    return "object expected";
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    return "max depth exceeded";
                if (message.regionId != null && $Object.hasOwnProperty.call(message, "regionId"))
                    if (!$util.isInteger(message.regionId) && !(message.regionId && $util.isInteger(message.regionId.low) && $util.isInteger(message.regionId.high)))
                        return "regionId: integer|Long expected";
                if (message.leader != null && $Object.hasOwnProperty.call(message, "leader")) {
                    var error = $root.tivalve.wire.Peer.verify(message.leader, _depth + 1);
                    if (error)
                        return "leader." + error;
                }
                return null;
            };

            /**
             * Creates a NotLeader message from a plain object. Also converts values to their respective internal types.
             * @function fromObject
             * @memberof tivalve.wire.NotLeader
             * @static
             * @param {Object.<string,*>} object Plain object
             * @returns {tivalve.wire.NotLeader} NotLeader
             */
            NotLeader.fromObject = function (object, _depth) {
                if (object instanceof $root.tivalve.wire.NotLeader)
                    return object;
                if (!$util.isObject(object))
                    throw $TypeError(".tivalve.wire.NotLeader: object expected");
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                var message = new $root.tivalve.wire.NotLeader();
                if (object.regionId != null)
                    if (typeof object.regionId === "object" ? object.regionId.low || object.regionId.high : $Number(object.regionId) !== 0)
                        if ($util.Long)
                            message.regionId = $util.Long.fromValue(object.regionId, true);
                        else if (typeof object.regionId === "string")
                            message.regionId = $parseInt(object.regionId, 10);
                        else if (typeof object.regionId === "number")
                            message.regionId = object.regionId;
                        else if (typeof object.regionId === "object")
                            message.regionId = new $util.LongBits(object.regionId.low >>> 0, object.regionId.high >>> 0).toNumber(true);
                if (object.leader != null) {
                    if (!$util.isObject(object.leader))
                        throw $TypeError(".tivalve.wire.NotLeader.leader: object expected");
                    message.leader = $root.tivalve.wire.Peer.fromObject(object.leader, _depth + 1);
                }
                return message;
            };

            /**
             * Creates a plain object from a NotLeader message. Also converts values to other types if specified.
             * @function toObject
             * @memberof tivalve.wire.NotLeader
             * @static
             * @param {tivalve.wire.NotLeader} message NotLeader
             * @param {$protobuf.IConversionOptions} [options] Conversion options
             * @returns {Object.<string,*>} Plain object
             */
            NotLeader.toObject = function (message, options, _depth) {
                if (!options)
                    options = {};
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                var object = {};
                if (options.defaults) {
                    if ($util.Long) {
                        var long = new $util.Long(0, 0, true);
                        object.regionId = options.longs === $String ? long.toString() : options.longs === $Number ? long.toNumber() : typeof $BigInt !== "undefined" && options.longs === $BigInt ? long.toBigInt() : long;
                    } else
                        object.regionId = options.longs === $String ? "0" : typeof $BigInt !== "undefined" && options.longs === $BigInt ? $BigInt("0") : 0;
                    object.leader = null;
                }
                if (message.regionId != null && $Object.hasOwnProperty.call(message, "regionId"))
                    if (typeof $BigInt !== "undefined" && options.longs === $BigInt)
                        object.regionId = typeof message.regionId === "number" ? $BigInt(message.regionId) : $util.Long.fromBits(message.regionId.low >>> 0, message.regionId.high >>> 0, true).toBigInt();
                    else if (typeof message.regionId === "number")
                        object.regionId = options.longs === $String ? $String(message.regionId) : message.regionId;
                    else
                        object.regionId = options.longs === $String ? $util.Long.prototype.toString.call(message.regionId) : options.longs === $Number ? new $util.LongBits(message.regionId.low >>> 0, message.regionId.high >>> 0).toNumber(true) : message.regionId;
                if (message.leader != null && $Object.hasOwnProperty.call(message, "leader"))
                    object.leader = $root.tivalve.wire.Peer.toObject(message.leader, options, _depth + 1);
                return object;
            };

            /**
             * Converts this NotLeader to JSON.
             * @function toJSON
             * @memberof tivalve.wire.NotLeader
             * @instance
             * @returns {Object.<string,*>} JSON object
             */
            NotLeader.prototype.toJSON = function() {
                return NotLeader.toObject(this, $protobuf.util.toJSONOptions);
            };

            return NotLeader;
        })();

        wire.RegionNotFound = (function() {

            /**
             * Properties of a RegionNotFound.
             * @typedef {Object} tivalve.wire.RegionNotFound.$Properties
             * @property {Long|null} [regionId] RegionNotFound regionId
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a RegionNotFound.
             * @memberof tivalve.wire
             * @interface IRegionNotFound
             * @augments tivalve.wire.RegionNotFound.$Properties
             * @deprecated Use tivalve.wire.RegionNotFound.$Properties instead.
             */

            /**
             * Shape of a RegionNotFound.
             * @typedef {tivalve.wire.RegionNotFound.$Properties} tivalve.wire.RegionNotFound.$Shape
             */

            /**
             * Constructs a new RegionNotFound.
             * @memberof tivalve.wire
             * @classdesc Represents a RegionNotFound.
             * @constructor
             * @param {tivalve.wire.RegionNotFound.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            var RegionNotFound = function (properties) {
                if (properties)
                    for (var keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * RegionNotFound regionId.
             * @member {Long} regionId
             * @memberof tivalve.wire.RegionNotFound
             * @instance
             */
            RegionNotFound.prototype.regionId = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * Creates a new RegionNotFound instance using the specified properties.
             * @function create
             * @memberof tivalve.wire.RegionNotFound
             * @static
             * @param {tivalve.wire.RegionNotFound.$Properties=} [properties] Properties to set
             * @returns {tivalve.wire.RegionNotFound} RegionNotFound instance
             * @type {{
             *   (properties: tivalve.wire.RegionNotFound.$Shape): tivalve.wire.RegionNotFound & tivalve.wire.RegionNotFound.$Shape;
             *   (properties?: tivalve.wire.RegionNotFound.$Properties): tivalve.wire.RegionNotFound;
             * }}
             */
            RegionNotFound.create = function(properties) {
                return new RegionNotFound(properties);
            };

            /**
             * Encodes the specified RegionNotFound message. Does not implicitly {@link tivalve.wire.RegionNotFound.verify|verify} messages.
             * @function encode
             * @memberof tivalve.wire.RegionNotFound
             * @static
             * @param {tivalve.wire.RegionNotFound.$Properties} message RegionNotFound message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            RegionNotFound.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.regionId != null && $Object.hasOwnProperty.call(message, "regionId") && (typeof message.regionId === "object" ? message.regionId.low || message.regionId.high : message.regionId !== 0))
                    writer.uint32(/* id 1, wireType 0 =*/8).uint64(message.regionId);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (var i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a RegionNotFound message from the specified reader or buffer.
             * @function decode
             * @memberof tivalve.wire.RegionNotFound
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {tivalve.wire.RegionNotFound & tivalve.wire.RegionNotFound.$Shape} RegionNotFound
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            RegionNotFound.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                var end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.tivalve.wire.RegionNotFound();
                while (reader.pos < end) {
                    var start = reader.pos;
                    var tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    var wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.regionId = value;
                            else
                                delete message.regionId;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            /**
             * Verifies a RegionNotFound message.
             * @function verify
             * @memberof tivalve.wire.RegionNotFound
             * @static
             * @param {Object.<string,*>} message Plain object to verify
             * @returns {string|null} `null` if valid, otherwise the reason why it is not
             */
            RegionNotFound.verify = function (message, _depth) {
                if (typeof message !== "object" || message === null)
                    return "object expected";
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    return "max depth exceeded";
                if (message.regionId != null && $Object.hasOwnProperty.call(message, "regionId"))
                    if (!$util.isInteger(message.regionId) && !(message.regionId && $util.isInteger(message.regionId.low) && $util.isInteger(message.regionId.high)))
                        return "regionId: integer|Long expected";
                return null;
            };

            /**
             * Creates a RegionNotFound message from a plain object. Also converts values to their respective internal types.
             * @function fromObject
             * @memberof tivalve.wire.RegionNotFound
             * @static
             * @param {Object.<string,*>} object Plain object
             * @returns {tivalve.wire.RegionNotFound} RegionNotFound
             */
            RegionNotFound.fromObject = function (object, _depth) {
                if (object instanceof $root.tivalve.wire.RegionNotFound)
                    return object;
                if (!$util.isObject(object))
                    throw $TypeError(".tivalve.wire.RegionNotFound: object expected");
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                var message = new $root.tivalve.wire.RegionNotFound();
                if (object.regionId != null)
                    if (typeof object.regionId === "object" ? object.regionId.low || object.regionId.high : $Number(object.regionId) !== 0)
                        if ($util.Long)
                            message.regionId = $util.Long.fromValue(object.regionId, true);
                        else if (typeof object.regionId === "string")
                            message.regionId = $parseInt(object.regionId, 10);
                        else if (typeof object.regionId === "number")
                            message.regionId = object.regionId;
                        else if (typeof object.regionId === "object")
                            message.regionId = new $util.LongBits(object.regionId.low >>> 0, object.regionId.high >>> 0).toNumber(true);
                return message;
            };

            /**
             * Creates a plain object from a RegionNotFound message. Also converts values to other types if specified.
             * @function toObject
             * @memberof tivalve.wire.RegionNotFound
             * @static
             * @param {tivalve.wire.RegionNotFound} message RegionNotFound
             * @param {$protobuf.IConversionOptions} [options] Conversion options
             * @returns {Object.<string,*>} Plain object
             */
            RegionNotFound.toObject = function (message, options, _depth) {
                if (!options)
                    options = {};
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                var object = {};
                if (options.defaults)
                    if ($util.Long) {
                        var long = new $util.Long(0, 0, true);
                        object.regionId = options.longs === $String ? long.toString() : options.longs === $Number ? long.toNumber() : typeof $BigInt !== "undefined" && options.longs === $BigInt ? long.toBigInt() : long;
                    } else
                        object.regionId = options.longs === $String ? "0" : typeof $BigInt !== "undefined" && options.longs === $BigInt ? $BigInt("0") : 0;
                if (message.regionId != null && $Object.hasOwnProperty.call(message, "regionId"))
                    if (typeof $BigInt !== "undefined" && options.longs === $BigInt)
                        object.regionId = typeof message.regionId === "number" ? $BigInt(message.regionId) : $util.Long.fromBits(message.regionId.low >>> 0, message.regionId.high >>> 0, true).toBigInt();
                    else if (typeof message.regionId === "number")
                        object.regionId = options.longs === $String ? $String(message.regionId) : message.regionId;
                    else
                        object.regionId = options.longs === $String ? $util.Long.prototype.toString.call(message.regionId) : options.longs === $Number ? new $util.LongBits(message.regionId.low >>> 0, message.regionId.high >>> 0).toNumber(true) : message.regionId;
                return object;
            };

            /**
             * Converts this RegionNotFound to JSON.
             * @function toJSON
             * @memberof tivalve.wire.RegionNotFound
             * @instance
             * @returns {Object.<string,*>} JSON object
             */
            RegionNotFound.prototype.toJSON = function() {
                return RegionNotFound.toObject(this, $protobuf.util.toJSONOptions);
            };

            return RegionNotFound;
        })();

        wire.EpochNotMatch = (function() {

            /**
             * Properties of an EpochNotMatch.
             * @typedef {Object} tivalve.wire.EpochNotMatch.$Properties
             * @property {Array.<tivalve.wire.Region.$Properties>|null} [currentRegions] EpochNotMatch currentRegions
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of an EpochNotMatch.
             * @memberof tivalve.wire
             * @interface IEpochNotMatch
             * @augments tivalve.wire.EpochNotMatch.$Properties
             * @deprecated Use tivalve.wire.EpochNotMatch.$Properties instead.
             */

            /**
             * Shape of an EpochNotMatch.
             * @typedef {tivalve.wire.EpochNotMatch.$Properties} tivalve.wire.EpochNotMatch.$Shape
             */

            /**
             * Constructs a new EpochNotMatch.
             * @memberof tivalve.wire
             * @classdesc Represents an EpochNotMatch.
             * @constructor
             * @param {tivalve.wire.EpochNotMatch.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            var EpochNotMatch = function (properties) {
                this.currentRegions = [];
                if (properties)
                    for (var keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * EpochNotMatch currentRegions.
             * @member {Array.<tivalve.wire.Region.$Properties>} currentRegions
             * @memberof tivalve.wire.EpochNotMatch
             * @instance
             */
            EpochNotMatch.prototype.currentRegions = $util.emptyArray;

            /**
             * Creates a new EpochNotMatch instance using the specified properties.
             * @function create
             * @memberof tivalve.wire.EpochNotMatch
             * @static
             * @param {tivalve.wire.EpochNotMatch.$Properties=} [properties] Properties to set
             * @returns {tivalve.wire.EpochNotMatch} EpochNotMatch instance
             * @type {{
             *   (properties: tivalve.wire.EpochNotMatch.$Shape): tivalve.wire.EpochNotMatch & tivalve.wire.EpochNotMatch.$Shape;
             *   (properties?: tivalve.wire.EpochNotMatch.$Properties): tivalve.wire.EpochNotMatch;
             * }}
             */
            EpochNotMatch.create = function(properties) {
                return new EpochNotMatch(properties);
            };

            /**
             * Encodes the specified EpochNotMatch message. Does not implicitly {@link tivalve.wire.EpochNotMatch.verify|verify} messages.
             * @function encode
             * @memberof tivalve.wire.EpochNotMatch
             * @static
             * @param {tivalve.wire.EpochNotMatch.$Properties} message EpochNotMatch message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            EpochNotMatch.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.currentRegions != null && message.currentRegions.length)
                    for (var i = 0; i < message.currentRegions.length; ++i)
                        $root.tivalve.wire.Region.encode(message.currentRegions[i], writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (var i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes an EpochNotMatch message from the specified reader or buffer.
             * @function decode
             * @memberof tivalve.wire.EpochNotMatch
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {tivalve.wire.EpochNotMatch & tivalve.wire.EpochNotMatch.$Shape} EpochNotMatch
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            EpochNotMatch.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                var end, message;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.tivalve.wire.EpochNotMatch();
                while (reader.pos < end) {
                    var start = reader.pos;
                    var tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    var wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if (!(message.currentRegions && message.currentRegions.length))
                                message.currentRegions = [];
                            message.currentRegions.push($root.tivalve.wire.Region.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            /**
             * Verifies an EpochNotMatch message.
             * @function verify
             * @memberof tivalve.wire.EpochNotMatch
             * @static
             * @param {Object.<string,*>} message Plain object to verify
             * @returns {string|null} `null` if valid, otherwise the reason why it is not
             */
            EpochNotMatch.verify = function (message, _depth) {
                if (typeof message !== "object" || message === null)
                    return "object expected";
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    return "max depth exceeded";
                if (message.currentRegions != null && $Object.hasOwnProperty.call(message, "currentRegions")) {
                    if (!$Array.isArray(message.currentRegions))
                        return "currentRegions: array expected";
                    for (var i = 0; i < message.currentRegions.length; ++i) {
                        var error = $root.tivalve.wire.Region.verify(message.currentRegions[i], _depth + 1);
                        if (error)
                            return "currentRegions." + error;
                    }
                }
                return null;
            };

            /**
             * Creates an EpochNotMatch message from a plain object. Also converts values to their respective internal types.
             * @function fromObject
             * @memberof tivalve.wire.EpochNotMatch
             * @static
             * @param {Object.<string,*>} object Plain object
             * @returns {tivalve.wire.EpochNotMatch} EpochNotMatch
             */
            EpochNotMatch.fromObject = function (object, _depth) {
                if (object instanceof $root.tivalve.wire.EpochNotMatch)
                    return object;
                if (!$util.isObject(object))
                    throw $TypeError(".tivalve.wire.EpochNotMatch: object expected");
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                var message = new $root.tivalve.wire.EpochNotMatch();
                if (object.currentRegions) {
                    if (!$Array.isArray(object.currentRegions))
                        throw $TypeError(".tivalve.wire.EpochNotMatch.currentRegions: array expected");
                    message.currentRegions = $Array(object.currentRegions.length);
                    for (var i = 0; i < object.currentRegions.length; ++i) {
                        if (!$util.isObject(object.currentRegions[i]))
                            throw $TypeError(".tivalve.wire.EpochNotMatch.currentRegions: object expected");
                        message.currentRegions[i] = $root.tivalve.wire.Region.fromObject(object.currentRegions[i], _depth + 1);
                    }
                }
                return message;
            };

            /**
             * Creates a plain object from an EpochNotMatch message. Also converts values to other types if specified.
             * @function toObject
             * @memberof tivalve.wire.EpochNotMatch
             * @static
             * @param {tivalve.wire.EpochNotMatch} message EpochNotMatch
             * @param {$protobuf.IConversionOptions} [options] Conversion options
             * @returns {Object.<string,*>} Plain object
             */
            EpochNotMatch.toObject = function (message, options, _depth) {
                if (!options)
                    options = {};
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                var object = {};
                if (options.arrays || options.defaults)
                    object.currentRegions = [];
                if (message.currentRegions && message.currentRegions.length) {
                    object.currentRegions = $Array(message.currentRegions.length);
                    for (var j = 0; j < message.currentRegions.length; ++j)
                        object.currentRegions[j] = $root.tivalve.wire.Region.toObject(message.currentRegions[j], options, _depth + 1);
                }
                return object;
            };

            /**
             * Converts this EpochNotMatch to JSON.
             * @function toJSON
             * @memberof tivalve.wire.EpochNotMatch
             * @instance
             * @returns {Object.<string,*>} JSON object
             */
            EpochNotMatch.prototype.toJSON = function() {
                return EpochNotMatch.toObject(this, $protobuf.util.toJSONOptions);
            };

            return EpochNotMatch;
        })();

        wire.ServerIsBusy = (function() {

            /**
             * Properties of a ServerIsBusy.
             * @typedef {Object} tivalve.wire.ServerIsBusy.$Properties
             * @property {string|null} [reason] ServerIsBusy reason
             * @property {Long|null} [backoffMs] ServerIsBusy backoffMs
             * @property {number|null} [estimatedWaitMs] ServerIsBusy estimatedWaitMs
             * @property {Long|null} [appliedIndex] ServerIsBusy appliedIndex
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a ServerIsBusy.
             * @memberof tivalve.wire
             * @interface IServerIsBusy
             * @augments tivalve.wire.ServerIsBusy.$Properties
             * @deprecated Use tivalve.wire.ServerIsBusy.$Properties instead.
             */

            /**
             * Shape of a ServerIsBusy.
             * @typedef {tivalve.wire.ServerIsBusy.$Properties} tivalve.wire.ServerIsBusy.$Shape
             */

            /**
             * Constructs a new ServerIsBusy.
             * @memberof tivalve.wire
             * @classdesc Represents a ServerIsBusy.
             * @constructor
             * @param {tivalve.wire.ServerIsBusy.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            var ServerIsBusy = function (properties) {
                if (properties)
                    for (var keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * ServerIsBusy reason.
             * @member {string} reason
             * @memberof tivalve.wire.ServerIsBusy
             * @instance
             */
            ServerIsBusy.prototype.reason = "";

            /**
             * ServerIsBusy backoffMs.
             * @member {Long} backoffMs
             * @memberof tivalve.wire.ServerIsBusy
             * @instance
             */
            ServerIsBusy.prototype.backoffMs = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * ServerIsBusy estimatedWaitMs.
             * @member {number} estimatedWaitMs
             * @memberof tivalve.wire.ServerIsBusy
             * @instance
             */
            ServerIsBusy.prototype.estimatedWaitMs = 0;

            /**
             * ServerIsBusy appliedIndex.
             * @member {Long} appliedIndex
             * @memberof tivalve.wire.ServerIsBusy
             * @instance
             */
            ServerIsBusy.prototype.appliedIndex = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * Creates a new ServerIsBusy instance using the specified properties.
             * @function create
             * @memberof tivalve.wire.ServerIsBusy
             * @static
             * @param {tivalve.wire.ServerIsBusy.$Properties=} [properties] Properties to set
             * @returns {tivalve.wire.ServerIsBusy} ServerIsBusy instance
             * @type {{
             *   (properties: tivalve.wire.ServerIsBusy.$Shape): tivalve.wire.ServerIsBusy & tivalve.wire.ServerIsBusy.$Shape;
             *   (properties?: tivalve.wire.ServerIsBusy.$Properties): tivalve.wire.ServerIsBusy;
             * }}
             */
            ServerIsBusy.create = function(properties) {
                return new ServerIsBusy(properties);
            };

            /**
             * Encodes the specified ServerIsBusy message. Does not implicitly {@link tivalve.wire.ServerIsBusy.verify|verify} messages.
             * @function encode
             * @memberof tivalve.wire.ServerIsBusy
             * @static
             * @param {tivalve.wire.ServerIsBusy.$Properties} message ServerIsBusy message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            ServerIsBusy.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.reason != null && $Object.hasOwnProperty.call(message, "reason") && message.reason !== "")
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.reason);
                if (message.backoffMs != null && $Object.hasOwnProperty.call(message, "backoffMs") && (typeof message.backoffMs === "object" ? message.backoffMs.low || message.backoffMs.high : message.backoffMs !== 0))
                    writer.uint32(/* id 2, wireType 0 =*/16).uint64(message.backoffMs);
                if (message.estimatedWaitMs != null && $Object.hasOwnProperty.call(message, "estimatedWaitMs") && message.estimatedWaitMs !== 0)
                    writer.uint32(/* id 3, wireType 0 =*/24).uint32(message.estimatedWaitMs);
                if (message.appliedIndex != null && $Object.hasOwnProperty.call(message, "appliedIndex") && (typeof message.appliedIndex === "object" ? message.appliedIndex.low || message.appliedIndex.high : message.appliedIndex !== 0))
                    writer.uint32(/* id 4, wireType 0 =*/32).uint64(message.appliedIndex);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (var i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a ServerIsBusy message from the specified reader or buffer.
             * @function decode
             * @memberof tivalve.wire.ServerIsBusy
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {tivalve.wire.ServerIsBusy & tivalve.wire.ServerIsBusy.$Shape} ServerIsBusy
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            ServerIsBusy.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                var end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.tivalve.wire.ServerIsBusy();
                while (reader.pos < end) {
                    var start = reader.pos;
                    var tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    var wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.reason = value;
                            else
                                delete message.reason;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.backoffMs = value;
                            else
                                delete message.backoffMs;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.estimatedWaitMs = value;
                            else
                                delete message.estimatedWaitMs;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.appliedIndex = value;
                            else
                                delete message.appliedIndex;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            /**
             * Verifies a ServerIsBusy message.
             * @function verify
             * @memberof tivalve.wire.ServerIsBusy
             * @static
             * @param {Object.<string,*>} message Plain object to verify
             * @returns {string|null} `null` if valid, otherwise the reason why it is not
             */
            ServerIsBusy.verify = function (message, _depth) {
                if (typeof message !== "object" || message === null)
                    return "object expected";
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    return "max depth exceeded";
                if (message.reason != null && $Object.hasOwnProperty.call(message, "reason"))
                    if (!$util.isString(message.reason))
                        return "reason: string expected";
                if (message.backoffMs != null && $Object.hasOwnProperty.call(message, "backoffMs"))
                    if (!$util.isInteger(message.backoffMs) && !(message.backoffMs && $util.isInteger(message.backoffMs.low) && $util.isInteger(message.backoffMs.high)))
                        return "backoffMs: integer|Long expected";
                if (message.estimatedWaitMs != null && $Object.hasOwnProperty.call(message, "estimatedWaitMs"))
                    if (!$util.isInteger(message.estimatedWaitMs))
                        return "estimatedWaitMs: integer expected";
                if (message.appliedIndex != null && $Object.hasOwnProperty.call(message, "appliedIndex"))
                    if (!$util.isInteger(message.appliedIndex) && !(message.appliedIndex && $util.isInteger(message.appliedIndex.low) && $util.isInteger(message.appliedIndex.high)))
                        return "appliedIndex: integer|Long expected";
                return null;
            };

            /**
             * Creates a ServerIsBusy message from a plain object. Also converts values to their respective internal types.
             * @function fromObject
             * @memberof tivalve.wire.ServerIsBusy
             * @static
             * @param {Object.<string,*>} object Plain object
             * @returns {tivalve.wire.ServerIsBusy} ServerIsBusy
             */
            ServerIsBusy.fromObject = function (object, _depth) {
                if (object instanceof $root.tivalve.wire.ServerIsBusy)
                    return object;
                if (!$util.isObject(object))
                    throw $TypeError(".tivalve.wire.ServerIsBusy: object expected");
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                var message = new $root.tivalve.wire.ServerIsBusy();
                if (object.reason != null)
                    if (typeof object.reason !== "string" || object.reason.length)
                        message.reason = $String(object.reason);
                if (object.backoffMs != null)
                    if (typeof object.backoffMs === "object" ? object.backoffMs.low || object.backoffMs.high : $Number(object.backoffMs) !== 0)
                        if ($util.Long)
                            message.backoffMs = $util.Long.fromValue(object.backoffMs, true);
                        else if (typeof object.backoffMs === "string")
                            message.backoffMs = $parseInt(object.backoffMs, 10);
                        else if (typeof object.backoffMs === "number")
                            message.backoffMs = object.backoffMs;
                        else if (typeof object.backoffMs === "object")
                            message.backoffMs = new $util.LongBits(object.backoffMs.low >>> 0, object.backoffMs.high >>> 0).toNumber(true);
                if (object.estimatedWaitMs != null)
                    if ($Number(object.estimatedWaitMs) !== 0)
                        message.estimatedWaitMs = object.estimatedWaitMs >>> 0;
                if (object.appliedIndex != null)
                    if (typeof object.appliedIndex === "object" ? object.appliedIndex.low || object.appliedIndex.high : $Number(object.appliedIndex) !== 0)
                        if ($util.Long)
                            message.appliedIndex = $util.Long.fromValue(object.appliedIndex, true);
                        else if (typeof object.appliedIndex === "string")
                            message.appliedIndex = $parseInt(object.appliedIndex, 10);
                        else if (typeof object.appliedIndex === "number")
                            message.appliedIndex = object.appliedIndex;
                        else if (typeof object.appliedIndex === "object")
                            message.appliedIndex = new $util.LongBits(object.appliedIndex.low >>> 0, object.appliedIndex.high >>> 0).toNumber(true);
                return message;
            };

            /**
             * Creates a plain object from a ServerIsBusy message. Also converts values to other types if specified.
             * @function toObject
             * @memberof tivalve.wire.ServerIsBusy
             * @static
             * @param {tivalve.wire.ServerIsBusy} message ServerIsBusy
             * @param {$protobuf.IConversionOptions} [options] Conversion options
             * @returns {Object.<string,*>} Plain object
             */
            ServerIsBusy.toObject = function (message, options, _depth) {
                if (!options)
                    options = {};
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                var object = {};
                if (options.defaults) {
                    object.reason = "";
                    if ($util.Long) {
                        var long = new $util.Long(0, 0, true);
                        object.backoffMs = options.longs === $String ? long.toString() : options.longs === $Number ? long.toNumber() : typeof $BigInt !== "undefined" && options.longs === $BigInt ? long.toBigInt() : long;
                    } else
                        object.backoffMs = options.longs === $String ? "0" : typeof $BigInt !== "undefined" && options.longs === $BigInt ? $BigInt("0") : 0;
                    object.estimatedWaitMs = 0;
                    if ($util.Long) {
                        var long = new $util.Long(0, 0, true);
                        object.appliedIndex = options.longs === $String ? long.toString() : options.longs === $Number ? long.toNumber() : typeof $BigInt !== "undefined" && options.longs === $BigInt ? long.toBigInt() : long;
                    } else
                        object.appliedIndex = options.longs === $String ? "0" : typeof $BigInt !== "undefined" && options.longs === $BigInt ? $BigInt("0") : 0;
                }
                if (message.reason != null && $Object.hasOwnProperty.call(message, "reason"))
                    object.reason = message.reason;
                if (message.backoffMs != null && $Object.hasOwnProperty.call(message, "backoffMs"))
                    if (typeof $BigInt !== "undefined" && options.longs === $BigInt)
                        object.backoffMs = typeof message.backoffMs === "number" ? $BigInt(message.backoffMs) : $util.Long.fromBits(message.backoffMs.low >>> 0, message.backoffMs.high >>> 0, true).toBigInt();
                    else if (typeof message.backoffMs === "number")
                        object.backoffMs = options.longs === $String ? $String(message.backoffMs) : message.backoffMs;
                    else
                        object.backoffMs = options.longs === $String ? $util.Long.prototype.toString.call(message.backoffMs) : options.longs === $Number ? new $util.LongBits(message.backoffMs.low >>> 0, message.backoffMs.high >>> 0).toNumber(true) : message.backoffMs;
                if (message.estimatedWaitMs != null && $Object.hasOwnProperty.call(message, "estimatedWaitMs"))
                    object.estimatedWaitMs = message.estimatedWaitMs;
                if (message.appliedIndex != null && $Object.hasOwnProperty.call(message, "appliedIndex"))
                    if (typeof $BigInt !== "undefined" && options.longs === $BigInt)
                        object.appliedIndex = typeof message.appliedIndex === "number" ? $BigInt(message.appliedIndex) : $util.Long.fromBits(message.appliedIndex.low >>> 0, message.appliedIndex.high >>> 0, true).toBigInt();
                    else if (typeof message.appliedIndex === "number")
                        object.appliedIndex = options.longs === $String ? $String(message.appliedIndex) : message.appliedIndex;
                    else
                        object.appliedIndex = options.longs === $String ? $util.Long.prototype.toString.call(message.appliedIndex) : options.longs === $Number ? new $util.LongBits(message.appliedIndex.low >>> 0, message.appliedIndex.high >>> 0).toNumber(true) : message.appliedIndex;
                return object;
            };

            /**
             * Converts this ServerIsBusy to JSON.
             * @function toJSON
             * @memberof tivalve.wire.ServerIsBusy
             * @instance
             * @returns {Object.<string,*>} JSON object
             */
            ServerIsBusy.prototype.toJSON = function() {
                return ServerIsBusy.toObject(this, $protobuf.util.toJSONOptions);
            };

            return ServerIsBusy;
        })();

        wire.DuplicateRequest = (function() {

            /**
             * Properties of a DuplicateRequest.
             * @typedef {Object} tivalve.wire.DuplicateRequest.$Properties
             * @property {Long|null} [regionId] DuplicateRequest regionId
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a DuplicateRequest.
             * @memberof tivalve.wire
             * @interface IDuplicateRequest
             * @augments tivalve.wire.DuplicateRequest.$Properties
             * @deprecated Use tivalve.wire.DuplicateRequest.$Properties instead.
             */

            /**
             * Shape of a DuplicateRequest.
             * @typedef {tivalve.wire.DuplicateRequest.$Properties} tivalve.wire.DuplicateRequest.$Shape
             */

            /**
             * Constructs a new DuplicateRequest.
             * @memberof tivalve.wire
             * @classdesc Represents a DuplicateRequest.
             * @constructor
             * @param {tivalve.wire.DuplicateRequest.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            var DuplicateRequest = function (properties) {
                if (properties)
                    for (var keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * DuplicateRequest regionId.
             * @member {Long} regionId
             * @memberof tivalve.wire.DuplicateRequest
             * @instance
             */
            DuplicateRequest.prototype.regionId = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * Creates a new DuplicateRequest instance using the specified properties.
             * @function create
             * @memberof tivalve.wire.DuplicateRequest
             * @static
             * @param {tivalve.wire.DuplicateRequest.$Properties=} [properties] Properties to set
             * @returns {tivalve.wire.DuplicateRequest} DuplicateRequest instance
             * @type {{
             *   (properties: tivalve.wire.DuplicateRequest.$Shape): tivalve.wire.DuplicateRequest & tivalve.wire.DuplicateRequest.$Shape;
             *   (properties?: tivalve.wire.DuplicateRequest.$Properties): tivalve.wire.DuplicateRequest;
             * }}
             */
            DuplicateRequest.create = function(properties) {
                return new DuplicateRequest(properties);
            };

            /**
             * Encodes the specified DuplicateRequest message. Does not implicitly {@link tivalve.wire.DuplicateRequest.verify|verify} messages.
             * @function encode
             * @memberof tivalve.wire.DuplicateRequest
             * @static
             * @param {tivalve.wire.DuplicateRequest.$Properties} message DuplicateRequest message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            DuplicateRequest.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.regionId != null && $Object.hasOwnProperty.call(message, "regionId") && (typeof message.regionId === "object" ? message.regionId.low || message.regionId.high : message.regionId !== 0))
                    writer.uint32(/* id 1, wireType 0 =*/8).uint64(message.regionId);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (var i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a DuplicateRequest message from the specified reader or buffer.
             * @function decode
             * @memberof tivalve.wire.DuplicateRequest
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {tivalve.wire.DuplicateRequest & tivalve.wire.DuplicateRequest.$Shape} DuplicateRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            DuplicateRequest.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                var end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.tivalve.wire.DuplicateRequest();
                while (reader.pos < end) {
                    var start = reader.pos;
                    var tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    var wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.regionId = value;
                            else
                                delete message.regionId;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            /**
             * Verifies a DuplicateRequest message.
             * @function verify
             * @memberof tivalve.wire.DuplicateRequest
             * @static
             * @param {Object.<string,*>} message Plain object to verify
             * @returns {string|null} `null` if valid, otherwise the reason why it is not
             */
            DuplicateRequest.verify = function (message, _depth) {
                if (typeof message !== "object" || message === null)
                    return "object expected";
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    return "max depth exceeded";
                if (message.regionId != null && $Object.hasOwnProperty.call(message, "regionId"))
                    if (!$util.isInteger(message.regionId) && !(message.regionId && $util.isInteger(message.regionId.low) && $util.isInteger(message.regionId.high)))
                        return "regionId: integer|Long expected";
                return null;
            };

            /**
             * Creates a DuplicateRequest message from a plain object. Also converts values to their respective internal types.
             * @function fromObject
             * @memberof tivalve.wire.DuplicateRequest
             * @static
             * @param {Object.<string,*>} object Plain object
             * @returns {tivalve.wire.DuplicateRequest} DuplicateRequest
             */
            DuplicateRequest.fromObject = function (object, _depth) {
                if (object instanceof $root.tivalve.wire.DuplicateRequest)
                    return object;
                if (!$util.isObject(object))
                    throw $TypeError(".tivalve.wire.DuplicateRequest: object expected");
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                var message = new $root.tivalve.wire.DuplicateRequest();
                if (object.regionId != null)
                    if (typeof object.regionId === "object" ? object.regionId.low || object.regionId.high : $Number(object.regionId) !== 0)
                        if ($util.Long)
                            message.regionId = $util.Long.fromValue(object.regionId, true);
                        else if (typeof object.regionId === "string")
                            message.regionId = $parseInt(object.regionId, 10);
                        else if (typeof object.regionId === "number")
                            message.regionId = object.regionId;
                        else if (typeof object.regionId === "object")
                            message.regionId = new $util.LongBits(object.regionId.low >>> 0, object.regionId.high >>> 0).toNumber(true);
                return message;
            };

            /**
             * Creates a plain object from a DuplicateRequest message. Also converts values to other types if specified.
             * @function toObject
             * @memberof tivalve.wire.DuplicateRequest
             * @static
             * @param {tivalve.wire.DuplicateRequest} message DuplicateRequest
             * @param {$protobuf.IConversionOptions} [options] Conversion options
             * @returns {Object.<string,*>} Plain object
             */
            DuplicateRequest.toObject = function (message, options, _depth) {
                if (!options)
                    options = {};
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                var object = {};
                if (options.defaults)
                    if ($util.Long) {
                        var long = new $util.Long(0, 0, true);
                        object.regionId = options.longs === $String ? long.toString() : options.longs === $Number ? long.toNumber() : typeof $BigInt !== "undefined" && options.longs === $BigInt ? long.toBigInt() : long;
                    } else
                        object.regionId = options.longs === $String ? "0" : typeof $BigInt !== "undefined" && options.longs === $BigInt ? $BigInt("0") : 0;
                if (message.regionId != null && $Object.hasOwnProperty.call(message, "regionId"))
                    if (typeof $BigInt !== "undefined" && options.longs === $BigInt)
                        object.regionId = typeof message.regionId === "number" ? $BigInt(message.regionId) : $util.Long.fromBits(message.regionId.low >>> 0, message.regionId.high >>> 0, true).toBigInt();
                    else if (typeof message.regionId === "number")
                        object.regionId = options.longs === $String ? $String(message.regionId) : message.regionId;
                    else
                        object.regionId = options.longs === $String ? $util.Long.prototype.toString.call(message.regionId) : options.longs === $Number ? new $util.LongBits(message.regionId.low >>> 0, message.regionId.high >>> 0).toNumber(true) : message.regionId;
                return object;
            };

            /**
             * Converts this DuplicateRequest to JSON.
             * @function toJSON
             * @memberof tivalve.wire.DuplicateRequest
             * @instance
             * @returns {Object.<string,*>} JSON object
             */
            DuplicateRequest.prototype.toJSON = function() {
                return DuplicateRequest.toObject(this, $protobuf.util.toJSONOptions);
            };

            return DuplicateRequest;
        })();

        wire.Compatibility = (function() {

            /**
             * Properties of a Compatibility.
             * @typedef {Object} tivalve.wire.Compatibility.$Properties
             * @property {string|null} [requiredVersion] Compatibility requiredVersion
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a Compatibility.
             * @memberof tivalve.wire
             * @interface ICompatibility
             * @augments tivalve.wire.Compatibility.$Properties
             * @deprecated Use tivalve.wire.Compatibility.$Properties instead.
             */

            /**
             * Shape of a Compatibility.
             * @typedef {tivalve.wire.Compatibility.$Properties} tivalve.wire.Compatibility.$Shape
             */

            /**
             * Constructs a new Compatibility.
             * @memberof tivalve.wire
             * @classdesc Represents a Compatibility.
             * @constructor
             * @param {tivalve.wire.Compatibility.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            var Compatibility = function (properties) {
                if (properties)
                    for (var keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Compatibility requiredVersion.
             * @member {string} requiredVersion
             * @memberof tivalve.wire.Compatibility
             * @instance
             */
            Compatibility.prototype.requiredVersion = "";

            /**
             * Creates a new Compatibility instance using the specified properties.
             * @function create
             * @memberof tivalve.wire.Compatibility
             * @static
             * @param {tivalve.wire.Compatibility.$Properties=} [properties] Properties to set
             * @returns {tivalve.wire.Compatibility} Compatibility instance
             * @type {{
             *   (properties: tivalve.wire.Compatibility.$Shape): tivalve.wire.Compatibility & tivalve.wire.Compatibility.$Shape;
             *   (properties?: tivalve.wire.Compatibility.$Properties): tivalve.wire.Compatibility;
             * }}
             */
            Compatibility.create = function(properties) {
                return new Compatibility(properties);
            };

            /**
             * Encodes the specified Compatibility message. Does not implicitly {@link tivalve.wire.Compatibility.verify|verify} messages.
             * @function encode
             * @memberof tivalve.wire.Compatibility
             * @static
             * @param {tivalve.wire.Compatibility.$Properties} message Compatibility message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Compatibility.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.requiredVersion != null && $Object.hasOwnProperty.call(message, "requiredVersion") && message.requiredVersion !== "")
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.requiredVersion);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (var i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a Compatibility message from the specified reader or buffer.
             * @function decode
             * @memberof tivalve.wire.Compatibility
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {tivalve.wire.Compatibility & tivalve.wire.Compatibility.$Shape} Compatibility
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            Compatibility.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                var end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.tivalve.wire.Compatibility();
                while (reader.pos < end) {
                    var start = reader.pos;
                    var tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    var wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.requiredVersion = value;
                            else
                                delete message.requiredVersion;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            /**
             * Verifies a Compatibility message.
             * @function verify
             * @memberof tivalve.wire.Compatibility
             * @static
             * @param {Object.<string,*>} message Plain object to verify
             * @returns {string|null} `null` if valid, otherwise the reason why it is not
             */
            Compatibility.verify = function (message, _depth) {
                if (typeof message !== "object" || message === null)
                    return "object expected";
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    return "max depth exceeded";
                if (message.requiredVersion != null && $Object.hasOwnProperty.call(message, "requiredVersion"))
                    if (!$util.isString(message.requiredVersion))
                        return "requiredVersion: string expected";
                return null;
            };

            /**
             * Creates a Compatibility message from a plain object. Also converts values to their respective internal types.
             * @function fromObject
             * @memberof tivalve.wire.Compatibility
             * @static
             * @param {Object.<string,*>} object Plain object
             * @returns {tivalve.wire.Compatibility} Compatibility
             */
            Compatibility.fromObject = function (object, _depth) {
                if (object instanceof $root.tivalve.wire.Compatibility)
                    return object;
                if (!$util.isObject(object))
                    throw $TypeError(".tivalve.wire.Compatibility: object expected");
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                var message = new $root.tivalve.wire.Compatibility();
                if (object.requiredVersion != null)
                    if (typeof object.requiredVersion !== "string" || object.requiredVersion.length)
                        message.requiredVersion = $String(object.requiredVersion);
                return message;
            };

            /**
             * Creates a plain object from a Compatibility message. Also converts values to other types if specified.
             * @function toObject
             * @memberof tivalve.wire.Compatibility
             * @static
             * @param {tivalve.wire.Compatibility} message Compatibility
             * @param {$protobuf.IConversionOptions} [options] Conversion options
             * @returns {Object.<string,*>} Plain object
             */
            Compatibility.toObject = function (message, options, _depth) {
                if (!options)
                    options = {};
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                var object = {};
                if (options.defaults)
                    object.requiredVersion = "";
                if (message.requiredVersion != null && $Object.hasOwnProperty.call(message, "requiredVersion"))
                    object.requiredVersion = message.requiredVersion;
                return object;
            };

            /**
             * Converts this Compatibility to JSON.
             * @function toJSON
             * @memberof tivalve.wire.Compatibility
             * @instance
             * @returns {Object.<string,*>} JSON object
             */
            Compatibility.prototype.toJSON = function() {
                return Compatibility.toObject(this, $protobuf.util.toJSONOptions);
            };

            return Compatibility;
        })();

        wire.ClusterIDMismatch = (function() {

            /**
             * Properties of a ClusterIDMismatch.
             * @typedef {Object} tivalve.wire.ClusterIDMismatch.$Properties
             * @property {Long|null} [current] ClusterIDMismatch current
             * @property {Long|null} [request] ClusterIDMismatch request
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a ClusterIDMismatch.
             * @memberof tivalve.wire
             * @interface IClusterIDMismatch
             * @augments tivalve.wire.ClusterIDMismatch.$Properties
             * @deprecated Use tivalve.wire.ClusterIDMismatch.$Properties instead.
             */

            /**
             * Shape of a ClusterIDMismatch.
             * @typedef {tivalve.wire.ClusterIDMismatch.$Properties} tivalve.wire.ClusterIDMismatch.$Shape
             */

            /**
             * Constructs a new ClusterIDMismatch.
             * @memberof tivalve.wire
             * @classdesc Represents a ClusterIDMismatch.
             * @constructor
             * @param {tivalve.wire.ClusterIDMismatch.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            var ClusterIDMismatch = function (properties) {
                if (properties)
                    for (var keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * ClusterIDMismatch current.
             * @member {Long} current
             * @memberof tivalve.wire.ClusterIDMismatch
             * @instance
             */
            ClusterIDMismatch.prototype.current = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * ClusterIDMismatch request.
             * @member {Long} request
             * @memberof tivalve.wire.ClusterIDMismatch
             * @instance
             */
            ClusterIDMismatch.prototype.request = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * Creates a new ClusterIDMismatch instance using the specified properties.
             * @function create
             * @memberof tivalve.wire.ClusterIDMismatch
             * @static
             * @param {tivalve.wire.ClusterIDMismatch.$Properties=} [properties] Properties to set
             * @returns {tivalve.wire.ClusterIDMismatch} ClusterIDMismatch instance
             * @type {{
             *   (properties: tivalve.wire.ClusterIDMismatch.$Shape): tivalve.wire.ClusterIDMismatch & tivalve.wire.ClusterIDMismatch.$Shape;
             *   (properties?: tivalve.wire.ClusterIDMismatch.$Properties): tivalve.wire.ClusterIDMismatch;
             * }}
             */
            ClusterIDMismatch.create = function(properties) {
                return new ClusterIDMismatch(properties);
            };

            /**
             * Encodes the specified ClusterIDMismatch message. Does not implicitly {@link tivalve.wire.ClusterIDMismatch.verify|verify} messages.
             * @function encode
             * @memberof tivalve.wire.ClusterIDMismatch
             * @static
             * @param {tivalve.wire.ClusterIDMismatch.$Properties} message ClusterIDMismatch message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            ClusterIDMismatch.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.current != null && $Object.hasOwnProperty.call(message, "current") && (typeof message.current === "object" ? message.current.low || message.current.high : message.current !== 0))
                    writer.uint32(/* id 1, wireType 0 =*/8).uint64(message.current);
                if (message.request != null && $Object.hasOwnProperty.call(message, "request") && (typeof message.request === "object" ? message.request.low || message.request.high : message.request !== 0))
                    writer.uint32(/* id 2, wireType 0 =*/16).uint64(message.request);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (var i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a ClusterIDMismatch message from the specified reader or buffer.
             * @function decode
             * @memberof tivalve.wire.ClusterIDMismatch
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {tivalve.wire.ClusterIDMismatch & tivalve.wire.ClusterIDMismatch.$Shape} ClusterIDMismatch
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            ClusterIDMismatch.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                var end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.tivalve.wire.ClusterIDMismatch();
                while (reader.pos < end) {
                    var start = reader.pos;
                    var tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    var wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.current = value;
                            else
                                delete message.current;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.request = value;
                            else
                                delete message.request;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            /**
             * Verifies a ClusterIDMismatch message.
             * @function verify
             * @memberof tivalve.wire.ClusterIDMismatch
             * @static
             * @param {Object.<string,*>} message Plain object to verify
             * @returns {string|null} `null` if valid, otherwise the reason why it is not
             */
            ClusterIDMismatch.verify = function (message, _depth) {
                if (typeof message !== "object" || message === null)
                    return "object expected";
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    return "max depth exceeded";
                if (message.current != null && $Object.hasOwnProperty.call(message, "current"))
                    if (!$util.isInteger(message.current) && !(message.current && $util.isInteger(message.current.low) && $util.isInteger(message.current.high)))
                        return "current: integer|Long expected";
                if (message.request != null && $Object.hasOwnProperty.call(message, "request"))
                    if (!$util.isInteger(message.request) && !(message.request && $util.isInteger(message.request.low) && $util.isInteger(message.request.high)))
                        return "request: integer|Long expected";
                return null;
            };

            /**
             * Creates a ClusterIDMismatch message from a plain object. Also converts values to their respective internal types.
             * @function fromObject
             * @memberof tivalve.wire.ClusterIDMismatch
             * @static
             * @param {Object.<string,*>} object Plain object
             * @returns {tivalve.wire.ClusterIDMismatch} ClusterIDMismatch
             */
            ClusterIDMismatch.fromObject = function (object, _depth) {
                if (object instanceof $root.tivalve.wire.ClusterIDMismatch)
                    return object;
                if (!$util.isObject(object))
                    throw $TypeError(".tivalve.wire.ClusterIDMismatch: object expected");
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                var message = new $root.tivalve.wire.ClusterIDMismatch();
                if (object.current != null)
                    if (typeof object.current === "object" ? object.current.low || object.current.high : $Number(object.current) !== 0)
                        if ($util.Long)
                            message.current = $util.Long.fromValue(object.current, true);
                        else if (typeof object.current === "string")
                            message.current = $parseInt(object.current, 10);
                        else if (typeof object.current === "number")
                            message.current = object.current;
                        else if (typeof object.current === "object")
                            message.current = new $util.LongBits(object.current.low >>> 0, object.current.high >>> 0).toNumber(true);
                if (object.request != null)
                    if (typeof object.request === "object" ? object.request.low || object.request.high : $Number(object.request) !== 0)
                        if ($util.Long)
                            message.request = $util.Long.fromValue(object.request, true);
                        else if (typeof object.request === "string")
                            message.request = $parseInt(object.request, 10);
                        else if (typeof object.request === "number")
                            message.request = object.request;
                        else if (typeof object.request === "object")
                            message.request = new $util.LongBits(object.request.low >>> 0, object.request.high >>> 0).toNumber(true);
                return message;
            };

            /**
             * Creates a plain object from a ClusterIDMismatch message. Also converts values to other types if specified.
             * @function toObject
             * @memberof tivalve.wire.ClusterIDMismatch
             * @static
             * @param {tivalve.wire.ClusterIDMismatch} message ClusterIDMismatch
             * @param {$protobuf.IConversionOptions} [options] Conversion options
             * @returns {Object.<string,*>} Plain object
             */
            ClusterIDMismatch.toObject = function (message, options, _depth) {
                if (!options)
                    options = {};
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                var object = {};
                if (options.defaults) {
                    if ($util.Long) {
                        var long = new $util.Long(0, 0, true);
                        object.current = options.longs === $String ? long.toString() : options.longs === $Number ? long.toNumber() : typeof $BigInt !== "undefined" && options.longs === $BigInt ? long.toBigInt() : long;
                    } else
                        object.current = options.longs === $String ? "0" : typeof $BigInt !== "undefined" && options.longs === $BigInt ? $BigInt("0") : 0;
                    if ($util.Long) {
                        var long = new $util.Long(0, 0, true);
                        object.request = options.longs === $String ? long.toString() : options.longs === $Number ? long.toNumber() : typeof $BigInt !== "undefined" && options.longs === $BigInt ? long.toBigInt() : long;
                    } else
                        object.request = options.longs === $String ? "0" : typeof $BigInt !== "undefined" && options.longs === $BigInt ? $BigInt("0") : 0;
                }
                if (message.current != null && $Object.hasOwnProperty.call(message, "current"))
                    if (typeof $BigInt !== "undefined" && options.longs === $BigInt)
                        object.current = typeof message.current === "number" ? $BigInt(message.current) : $util.Long.fromBits(message.current.low >>> 0, message.current.high >>> 0, true).toBigInt();
                    else if (typeof message.current === "number")
                        object.current = options.longs === $String ? $String(message.current) : message.current;
                    else
                        object.current = options.longs === $String ? $util.Long.prototype.toString.call(message.current) : options.longs === $Number ? new $util.LongBits(message.current.low >>> 0, message.current.high >>> 0).toNumber(true) : message.current;
                if (message.request != null && $Object.hasOwnProperty.call(message, "request"))
                    if (typeof $BigInt !== "undefined" && options.longs === $BigInt)
                        object.request = typeof message.request === "number" ? $BigInt(message.request) : $util.Long.fromBits(message.request.low >>> 0, message.request.high >>> 0, true).toBigInt();
                    else if (typeof message.request === "number")
                        object.request = options.longs === $String ? $String(message.request) : message.request;
                    else
                        object.request = options.longs === $String ? $util.Long.prototype.toString.call(message.request) : options.longs === $Number ? new $util.LongBits(message.request.low >>> 0, message.request.high >>> 0).toNumber(true) : message.request;
                return object;
            };

            /**
             * Converts this ClusterIDMismatch to JSON.
             * @function toJSON
             * @memberof tivalve.wire.ClusterIDMismatch
             * @instance
             * @returns {Object.<string,*>} JSON object
             */
            ClusterIDMismatch.prototype.toJSON = function() {
                return ClusterIDMismatch.toObject(this, $protobuf.util.toJSONOptions);
            };

            return ClusterIDMismatch;
        })();

        wire.Congested = (function() {

            /**
             * Properties of a Congested.
             * @typedef {Object} tivalve.wire.Congested.$Properties
             * @property {Long|null} [regionId] Congested regionId
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a Congested.
             * @memberof tivalve.wire
             * @interface ICongested
             * @augments tivalve.wire.Congested.$Properties
             * @deprecated Use tivalve.wire.Congested.$Properties instead.
             */

            /**
             * Shape of a Congested.
             * @typedef {tivalve.wire.Congested.$Properties} tivalve.wire.Congested.$Shape
             */

            /**
             * Constructs a new Congested.
             * @memberof tivalve.wire
             * @classdesc Represents a Congested.
             * @constructor
             * @param {tivalve.wire.Congested.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            var Congested = function (properties) {
                if (properties)
                    for (var keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Congested regionId.
             * @member {Long} regionId
             * @memberof tivalve.wire.Congested
             * @instance
             */
            Congested.prototype.regionId = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * Creates a new Congested instance using the specified properties.
             * @function create
             * @memberof tivalve.wire.Congested
             * @static
             * @param {tivalve.wire.Congested.$Properties=} [properties] Properties to set
             * @returns {tivalve.wire.Congested} Congested instance
             * @type {{
             *   (properties: tivalve.wire.Congested.$Shape): tivalve.wire.Congested & tivalve.wire.Congested.$Shape;
             *   (properties?: tivalve.wire.Congested.$Properties): tivalve.wire.Congested;
             * }}
             */
            Congested.create = function(properties) {
                return new Congested(properties);
            };

            /**
             * Encodes the specified Congested message. Does not implicitly {@link tivalve.wire.Congested.verify|verify} messages.
             * @function encode
             * @memberof tivalve.wire.Congested
             * @static
             * @param {tivalve.wire.Congested.$Properties} message Congested message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Congested.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.regionId != null && $Object.hasOwnProperty.call(message, "regionId") && (typeof message.regionId === "object" ? message.regionId.low || message.regionId.high : message.regionId !== 0))
                    writer.uint32(/* id 1, wireType 0 =*/8).uint64(message.regionId);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (var i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a Congested message from the specified reader or buffer.
             * @function decode
             * @memberof tivalve.wire.Congested
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {tivalve.wire.Congested & tivalve.wire.Congested.$Shape} Congested
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            Congested.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                var end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.tivalve.wire.Congested();
                while (reader.pos < end) {
                    var start = reader.pos;
                    var tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    var wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.regionId = value;
                            else
                                delete message.regionId;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            /**
             * Verifies a Congested message.
             * @function verify
             * @memberof tivalve.wire.Congested
             * @static
             * @param {Object.<string,*>} message Plain object to verify
             * @returns {string|null} `null` if valid, otherwise the reason why it is not
             */
            Congested.verify = function (message, _depth) {
                if (typeof message !== "object" || message === null)
                    return "object expected";
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    return "max depth exceeded";
                if (message.regionId != null && $Object.hasOwnProperty.call(message, "regionId"))
                    if (!$util.isInteger(message.regionId) && !(message.regionId && $util.isInteger(message.regionId.low) && $util.isInteger(message.regionId.high)))
                        return "regionId: integer|Long expected";
                return null;
            };

            /**
             * Creates a Congested message from a plain object. Also converts values to their respective internal types.
             * @function fromObject
             * @memberof tivalve.wire.Congested
             * @static
             * @param {Object.<string,*>} object Plain object
             * @returns {tivalve.wire.Congested} Congested
             */
            Congested.fromObject = function (object, _depth) {
                if (object instanceof $root.tivalve.wire.Congested)
                    return object;
                if (!$util.isObject(object))
                    throw $TypeError(".tivalve.wire.Congested: object expected");
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                var message = new $root.tivalve.wire.Congested();
                if (object.regionId != null)
                    if (typeof object.regionId === "object" ? object.regionId.low || object.regionId.high : $Number(object.regionId) !== 0)
                        if ($util.Long)
                            message.regionId = $util.Long.fromValue(object.regionId, true);
                        else if (typeof object.regionId === "string")
                            message.regionId = $parseInt(object.regionId, 10);
                        else if (typeof object.regionId === "number")
                            message.regionId = object.regionId;
                        else if (typeof object.regionId === "object")
                            message.regionId = new $util.LongBits(object.regionId.low >>> 0, object.regionId.high >>> 0).toNumber(true);
                return message;
            };

            /**
             * Creates a plain object from a Congested message. Also converts values to other types if specified.
             * @function toObject
             * @memberof tivalve.wire.Congested
             * @static
             * @param {tivalve.wire.Congested} message Congested
             * @param {$protobuf.IConversionOptions} [options] Conversion options
             * @returns {Object.<string,*>} Plain object
             */
            Congested.toObject = function (message, options, _depth) {
                if (!options)
                    options = {};
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                var object = {};
                if (options.defaults)
                    if ($util.Long) {
                        var long = new $util.Long(0, 0, true);
                        object.regionId = options.longs === $String ? long.toString() : options.longs === $Number ? long.toNumber() : typeof $BigInt !== "undefined" && options.longs === $BigInt ? long.toBigInt() : long;
                    } else
                        object.regionId = options.longs === $String ? "0" : typeof $BigInt !== "undefined" && options.longs === $BigInt ? $BigInt("0") : 0;
                if (message.regionId != null && $Object.hasOwnProperty.call(message, "regionId"))
                    if (typeof $BigInt !== "undefined" && options.longs === $BigInt)
                        object.regionId = typeof message.regionId === "number" ? $BigInt(message.regionId) : $util.Long.fromBits(message.regionId.low >>> 0, message.regionId.high >>> 0, true).toBigInt();
                    else if (typeof message.regionId === "number")
                        object.regionId = options.longs === $String ? $String(message.regionId) : message.regionId;
                    else
                        object.regionId = options.longs === $String ? $util.Long.prototype.toString.call(message.regionId) : options.longs === $Number ? new $util.LongBits(message.regionId.low >>> 0, message.regionId.high >>> 0).toNumber(true) : message.regionId;
                return object;
            };

            /**
             * Converts this Congested to JSON.
             * @function toJSON
             * @memberof tivalve.wire.Congested
             * @instance
             * @returns {Object.<string,*>} JSON object
             */
            Congested.prototype.toJSON = function() {
                return Congested.toObject(this, $protobuf.util.toJSONOptions);
            };

            return Congested;
        })();

        wire.Error = (function() {

            /**
             * Properties of an Error.
             * @typedef {Object} tivalve.wire.Error.$Properties
             * @property {tivalve.wire.NotLeader.$Properties|null} [notLeader] Error notLeader
             * @property {tivalve.wire.RegionNotFound.$Properties|null} [regionNotFound] Error regionNotFound
             * @property {tivalve.wire.EpochNotMatch.$Properties|null} [epochNotMatch] Error epochNotMatch
             * @property {tivalve.wire.DuplicateRequest.$Properties|null} [duplicateRequest] Error duplicateRequest
             * @property {tivalve.wire.Compatibility.$Properties|null} [compatibility] Error compatibility
             * @property {tivalve.wire.ClusterIDMismatch.$Properties|null} [clusterIdMismatch] Error clusterIdMismatch
             * @property {tivalve.wire.ServerIsBusy.$Properties|null} [serverIsBusy] Error serverIsBusy
             * @property {tivalve.wire.Congested.$Properties|null} [congested] Error congested
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of an Error.
             * @memberof tivalve.wire
             * @interface IError
             * @augments tivalve.wire.Error.$Properties
             * @deprecated Use tivalve.wire.Error.$Properties instead.
             */

            /**
             * Shape of an Error.
             * @typedef {tivalve.wire.Error.$Properties} tivalve.wire.Error.$Shape
             */

            /**
             * Constructs a new Error.
             * @memberof tivalve.wire
             * @classdesc Represents an Error.
             * @constructor
             * @param {tivalve.wire.Error.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            var Error = function (properties) {
                if (properties)
                    for (var keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Error notLeader.
             * @member {tivalve.wire.NotLeader.$Properties|null|undefined} notLeader
             * @memberof tivalve.wire.Error
             * @instance
             */
            Error.prototype.notLeader = null;

            /**
             * Error regionNotFound.
             * @member {tivalve.wire.RegionNotFound.$Properties|null|undefined} regionNotFound
             * @memberof tivalve.wire.Error
             * @instance
             */
            Error.prototype.regionNotFound = null;

            /**
             * Error epochNotMatch.
             * @member {tivalve.wire.EpochNotMatch.$Properties|null|undefined} epochNotMatch
             * @memberof tivalve.wire.Error
             * @instance
             */
            Error.prototype.epochNotMatch = null;

            /**
             * Error duplicateRequest.
             * @member {tivalve.wire.DuplicateRequest.$Properties|null|undefined} duplicateRequest
             * @memberof tivalve.wire.Error
             * @instance
             */
            Error.prototype.duplicateRequest = null;

            /**
             * Error compatibility.
             * @member {tivalve.wire.Compatibility.$Properties|null|undefined} compatibility
             * @memberof tivalve.wire.Error
             * @instance
             */
            Error.prototype.compatibility = null;

            /**
             * Error clusterIdMismatch.
             * @member {tivalve.wire.ClusterIDMismatch.$Properties|null|undefined} clusterIdMismatch
             * @memberof tivalve.wire.Error
             * @instance
             */
            Error.prototype.clusterIdMismatch = null;

            /**
             * Error serverIsBusy.
             * @member {tivalve.wire.ServerIsBusy.$Properties|null|undefined} serverIsBusy
             * @memberof tivalve.wire.Error
             * @instance
             */
            Error.prototype.serverIsBusy = null;

            /**
             * Error congested.
             * @member {tivalve.wire.Congested.$Properties|null|undefined} congested
             * @memberof tivalve.wire.Error
             * @instance
             */
            Error.prototype.congested = null;

            /**
             * Creates a new Error instance using the specified properties.
             * @function create
             * @memberof tivalve.wire.Error
             * @static
             * @param {tivalve.wire.Error.$Properties=} [properties] Properties to set
             * @returns {tivalve.wire.Error} Error instance
             * @type {{
             *   (properties: tivalve.wire.Error.$Shape): tivalve.wire.Error & tivalve.wire.Error.$Shape;
             *   (properties?: tivalve.wire.Error.$Properties): tivalve.wire.Error;
             * }}
             */
            Error.create = function(properties) {
                return new Error(properties);
            };

            /**
             * Encodes the specified Error message. Does not implicitly {@link tivalve.wire.Error.verify|verify} messages.
             * @function encode
             * @memberof tivalve.wire.Error
             * @static
             * @param {tivalve.wire.Error.$Properties} message Error message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Error.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.notLeader != null && $Object.hasOwnProperty.call(message, "notLeader"))
                    $root.tivalve.wire.NotLeader.encode(message.notLeader, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                if (message.regionNotFound != null && $Object.hasOwnProperty.call(message, "regionNotFound"))
                    $root.tivalve.wire.RegionNotFound.encode(message.regionNotFound, writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
                if (message.epochNotMatch != null && $Object.hasOwnProperty.call(message, "epochNotMatch"))
                    $root.tivalve.wire.EpochNotMatch.encode(message.epochNotMatch, writer.uint32(/* id 3, wireType 2 =*/26).fork(), _depth + 1).ldelim();
                if (message.duplicateRequest != null && $Object.hasOwnProperty.call(message, "duplicateRequest"))
                    $root.tivalve.wire.DuplicateRequest.encode(message.duplicateRequest, writer.uint32(/* id 4, wireType 2 =*/34).fork(), _depth + 1).ldelim();
                if (message.compatibility != null && $Object.hasOwnProperty.call(message, "compatibility"))
                    $root.tivalve.wire.Compatibility.encode(message.compatibility, writer.uint32(/* id 5, wireType 2 =*/42).fork(), _depth + 1).ldelim();
                if (message.clusterIdMismatch != null && $Object.hasOwnProperty.call(message, "clusterIdMismatch"))
                    $root.tivalve.wire.ClusterIDMismatch.encode(message.clusterIdMismatch, writer.uint32(/* id 6, wireType 2 =*/50).fork(), _depth + 1).ldelim();
                if (message.serverIsBusy != null && $Object.hasOwnProperty.call(message, "serverIsBusy"))
                    $root.tivalve.wire.ServerIsBusy.encode(message.serverIsBusy, writer.uint32(/* id 7, wireType 2 =*/58).fork(), _depth + 1).ldelim();
                if (message.congested != null && $Object.hasOwnProperty.call(message, "congested"))
                    $root.tivalve.wire.Congested.encode(message.congested, writer.uint32(/* id 8, wireType 2 =*/66).fork(), _depth + 1).ldelim();
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (var i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes an Error message from the specified reader or buffer.
             * @function decode
             * @memberof tivalve.wire.Error
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {tivalve.wire.Error & tivalve.wire.Error.$Shape} Error
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            Error.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                var end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.tivalve.wire.Error();
                while (reader.pos < end) {
                    var start = reader.pos;
                    var tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    var wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            message.notLeader = $root.tivalve.wire.NotLeader.decode(reader, reader.size(), $undefined, _depth + 1, message.notLeader);
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            message.regionNotFound = $root.tivalve.wire.RegionNotFound.decode(reader, reader.size(), $undefined, _depth + 1, message.regionNotFound);
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            message.epochNotMatch = $root.tivalve.wire.EpochNotMatch.decode(reader, reader.size(), $undefined, _depth + 1, message.epochNotMatch);
                            continue;
                        }
                    case 4: {
                            if (wireType !== 2)
                                break;
                            message.duplicateRequest = $root.tivalve.wire.DuplicateRequest.decode(reader, reader.size(), $undefined, _depth + 1, message.duplicateRequest);
                            continue;
                        }
                    case 5: {
                            if (wireType !== 2)
                                break;
                            message.compatibility = $root.tivalve.wire.Compatibility.decode(reader, reader.size(), $undefined, _depth + 1, message.compatibility);
                            continue;
                        }
                    case 6: {
                            if (wireType !== 2)
                                break;
                            message.clusterIdMismatch = $root.tivalve.wire.ClusterIDMismatch.decode(reader, reader.size(), $undefined, _depth + 1, message.clusterIdMismatch);
                            continue;
                        }
                    case 7: {
                            if (wireType !== 2)
                                break;
                            message.serverIsBusy = $root.tivalve.wire.ServerIsBusy.decode(reader, reader.size(), $undefined, _depth + 1, message.serverIsBusy);
                            continue;
                        }
                    case 8: {
                            if (wireType !== 2)
                                break;
                            message.congested = $root.tivalve.wire.Congested.decode(reader, reader.size(), $undefined, _depth + 1, message.congested);
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            /**
             * Verifies an Error message.
             * @function verify
             * @memberof tivalve.wire.Error
             * @static
             * @param {Object.<string,*>} message Plain object to verify
             * @returns {string|null} `null` if valid, otherwise the reason why it is not
             */
            Error.verify = function (message, _depth) {
                if (typeof message !== "object" || message === null)
                    return "object expected";
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    return "max depth exceeded";
                if (message.notLeader != null && $Object.hasOwnProperty.call(message, "notLeader")) {
                    var error = $root.tivalve.wire.NotLeader.verify(message.notLeader, _depth + 1);
                    if (error)
                        return "notLeader." + error;
                }
                if (message.regionNotFound != null && $Object.hasOwnProperty.call(message, "regionNotFound")) {
                    var error = $root.tivalve.wire.RegionNotFound.verify(message.regionNotFound, _depth + 1);
                    if (error)
                        return "regionNotFound." + error;
                }
                if (message.epochNotMatch != null && $Object.hasOwnProperty.call(message, "epochNotMatch")) {
                    var error = $root.tivalve.wire.EpochNotMatch.verify(message.epochNotMatch, _depth + 1);
                    if (error)
                        return "epochNotMatch." + error;
                }
                if (message.duplicateRequest != null && $Object.hasOwnProperty.call(message, "duplicateRequest")) {
                    var error = $root.tivalve.wire.DuplicateRequest.verify(message.duplicateRequest, _depth + 1);
                    if (error)
                        return "duplicateRequest." + error;
                }
                if (message.compatibility != null && $Object.hasOwnProperty.call(message, "compatibility")) {
                    var error = $root.tivalve.wire.Compatibility.verify(message.compatibility, _depth + 1);
                    if (error)
                        return "compatibility." + error;
                }
                if (message.clusterIdMismatch != null && $Object.hasOwnProperty.call(message, "clusterIdMismatch")) {
                    var error = $root.tivalve.wire.ClusterIDMismatch.verify(message.clusterIdMismatch, _depth + 1);
                    if (error)
                        return "clusterIdMismatch." + error;
                }
                if (message.serverIsBusy != null && $Object.hasOwnProperty.call(message, "serverIsBusy")) {
                    var error = $root.tivalve.wire.ServerIsBusy.verify(message.serverIsBusy, _depth + 1);
                    if (error)
                        return "serverIsBusy." + error;
                }
                if (message.congested != null && $Object.hasOwnProperty.call(message, "congested")) {
                    var error = $root.tivalve.wire.Congested.verify(message.congested, _depth + 1);
                    if (error)
                        return "congested." + error;
                }
                return null;
            };

            /**
             * Creates an Error message from a plain object. Also converts values to their respective internal types.
             * @function fromObject
             * @memberof tivalve.wire.Error
             * @static
             * @param {Object.<string,*>} object Plain object
             * @returns {tivalve.wire.Error} Error
             */
            Error.fromObject = function (object, _depth) {
                if (object instanceof $root.tivalve.wire.Error)
                    return object;
                if (!$util.isObject(object))
                    throw $TypeError(".tivalve.wire.Error: object expected");
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                var message = new $root.tivalve.wire.Error();
                if (object.notLeader != null) {
                    if (!$util.isObject(object.notLeader))
                        throw $TypeError(".tivalve.wire.Error.notLeader: object expected");
                    message.notLeader = $root.tivalve.wire.NotLeader.fromObject(object.notLeader, _depth + 1);
                }
                if (object.regionNotFound != null) {
                    if (!$util.isObject(object.regionNotFound))
                        throw $TypeError(".tivalve.wire.Error.regionNotFound: object expected");
                    message.regionNotFound = $root.tivalve.wire.RegionNotFound.fromObject(object.regionNotFound, _depth + 1);
                }
                if (object.epochNotMatch != null) {
                    if (!$util.isObject(object.epochNotMatch))
                        throw $TypeError(".tivalve.wire.Error.epochNotMatch: object expected");
                    message.epochNotMatch = $root.tivalve.wire.EpochNotMatch.fromObject(object.epochNotMatch, _depth + 1);
                }
                if (object.duplicateRequest != null) {
                    if (!$util.isObject(object.duplicateRequest))
                        throw $TypeError(".tivalve.wire.Error.duplicateRequest: object expected");
                    message.duplicateRequest = $root.tivalve.wire.DuplicateRequest.fromObject(object.duplicateRequest, _depth + 1);
                }
                if (object.compatibility != null) {
                    if (!$util.isObject(object.compatibility))
                        throw $TypeError(".tivalve.wire.Error.compatibility: object expected");
                    message.compatibility = $root.tivalve.wire.Compatibility.fromObject(object.compatibility, _depth + 1);
                }
                if (object.clusterIdMismatch != null) {
                    if (!$util.isObject(object.clusterIdMismatch))
                        throw $TypeError(".tivalve.wire.Error.clusterIdMismatch: object expected");
                    message.clusterIdMismatch = $root.tivalve.wire.ClusterIDMismatch.fromObject(object.clusterIdMismatch, _depth + 1);
                }
                if (object.serverIsBusy != null) {
                    if (!$util.isObject(object.serverIsBusy))
                        throw $TypeError(".tivalve.wire.Error.serverIsBusy: object expected");
                    message.serverIsBusy = $root.tivalve.wire.ServerIsBusy.fromObject(object.serverIsBusy, _depth + 1);
                }
                if (object.congested != null) {
                    if (!$util.isObject(object.congested))
                        throw $TypeError(".tivalve.wire.Error.congested: object expected");
                    message.congested = $root.tivalve.wire.Congested.fromObject(object.congested, _depth + 1);
                }
                return message;
            };

            /**
             * Creates a plain object from an Error message. Also converts values to other types if specified.
             * @function toObject
             * @memberof tivalve.wire.Error
             * @static
             * @param {tivalve.wire.Error} message Error
             * @param {$protobuf.IConversionOptions} [options] Conversion options
             * @returns {Object.<string,*>} Plain object
             */
            Error.toObject = function (message, options, _depth) {
                if (!options)
                    options = {};
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                var object = {};
                if (options.defaults) {
                    object.notLeader = null;
                    object.regionNotFound = null;
                    object.epochNotMatch = null;
                    object.duplicateRequest = null;
                    object.compatibility = null;
                    object.clusterIdMismatch = null;
                    object.serverIsBusy = null;
                    object.congested = null;
                }
                if (message.notLeader != null && $Object.hasOwnProperty.call(message, "notLeader"))
                    object.notLeader = $root.tivalve.wire.NotLeader.toObject(message.notLeader, options, _depth + 1);
                if (message.regionNotFound != null && $Object.hasOwnProperty.call(message, "regionNotFound"))
                    object.regionNotFound = $root.tivalve.wire.RegionNotFound.toObject(message.regionNotFound, options, _depth + 1);
                if (message.epochNotMatch != null && $Object.hasOwnProperty.call(message, "epochNotMatch"))
                    object.epochNotMatch = $root.tivalve.wire.EpochNotMatch.toObject(message.epochNotMatch, options, _depth + 1);
                if (message.duplicateRequest != null && $Object.hasOwnProperty.call(message, "duplicateRequest"))
                    object.duplicateRequest = $root.tivalve.wire.DuplicateRequest.toObject(message.duplicateRequest, options, _depth + 1);
                if (message.compatibility != null && $Object.hasOwnProperty.call(message, "compatibility"))
                    object.compatibility = $root.tivalve.wire.Compatibility.toObject(message.compatibility, options, _depth + 1);
                if (message.clusterIdMismatch != null && $Object.hasOwnProperty.call(message, "clusterIdMismatch"))
                    object.clusterIdMismatch = $root.tivalve.wire.ClusterIDMismatch.toObject(message.clusterIdMismatch, options, _depth + 1);
                if (message.serverIsBusy != null && $Object.hasOwnProperty.call(message, "serverIsBusy"))
                    object.serverIsBusy = $root.tivalve.wire.ServerIsBusy.toObject(message.serverIsBusy, options, _depth + 1);
                if (message.congested != null && $Object.hasOwnProperty.call(message, "congested"))
                    object.congested = $root.tivalve.wire.Congested.toObject(message.congested, options, _depth + 1);
                return object;
            };

            /**
             * Converts this Error to JSON.
             * @function toJSON
             * @memberof tivalve.wire.Error
             * @instance
             * @returns {Object.<string,*>} JSON object
             */
            Error.prototype.toJSON = function() {
                return Error.toObject(this, $protobuf.util.toJSONOptions);
            };

            return Error;
        })();

        wire.ResolvedTs = (function() {

            /**
             * Properties of a ResolvedTs.
             * @typedef {Object} tivalve.wire.ResolvedTs.$Properties
             * @property {Array.<Long>|null} [regions] ResolvedTs regions
             * @property {Long|null} [ts] ResolvedTs ts
             * @property {Long|null} [requestId] ResolvedTs requestId
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a ResolvedTs.
             * @memberof tivalve.wire
             * @interface IResolvedTs
             * @augments tivalve.wire.ResolvedTs.$Properties
             * @deprecated Use tivalve.wire.ResolvedTs.$Properties instead.
             */

            /**
             * Shape of a ResolvedTs.
             * @typedef {tivalve.wire.ResolvedTs.$Properties} tivalve.wire.ResolvedTs.$Shape
             */

            /**
             * Constructs a new ResolvedTs.
             * @memberof tivalve.wire
             * @classdesc Represents a ResolvedTs.
             * @constructor
             * @param {tivalve.wire.ResolvedTs.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            var ResolvedTs = function (properties) {
                this.regions = [];
                if (properties)
                    for (var keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * ResolvedTs regions.
             * @member {Array.<Long>} regions
             * @memberof tivalve.wire.ResolvedTs
             * @instance
             */
            ResolvedTs.prototype.regions = $util.emptyArray;

            /**
             * ResolvedTs ts.
             * @member {Long} ts
             * @memberof tivalve.wire.ResolvedTs
             * @instance
             */
            ResolvedTs.prototype.ts = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * ResolvedTs requestId.
             * @member {Long} requestId
             * @memberof tivalve.wire.ResolvedTs
             * @instance
             */
            ResolvedTs.prototype.requestId = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * Creates a new ResolvedTs instance using the specified properties.
             * @function create
             * @memberof tivalve.wire.ResolvedTs
             * @static
             * @param {tivalve.wire.ResolvedTs.$Properties=} [properties] Properties to set
             * @returns {tivalve.wire.ResolvedTs} ResolvedTs instance
             * @type {{
             *   (properties: tivalve.wire.ResolvedTs.$Shape): tivalve.wire.ResolvedTs & tivalve.wire.ResolvedTs.$Shape;
             *   (properties?: tivalve.wire.ResolvedTs.$Properties): tivalve.wire.ResolvedTs;
             * }}
             */
            ResolvedTs.create = function(properties) {
                return new ResolvedTs(properties);
            };

            /**
             * Encodes the specified ResolvedTs message. Does not implicitly {@link tivalve.wire.ResolvedTs.verify|verify} messages.
             * @function encode
             * @memberof tivalve.wire.ResolvedTs
             * @static
             * @param {tivalve.wire.ResolvedTs.$Properties} message ResolvedTs message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            ResolvedTs.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.regions != null && message.regions.length)
                    writer.uint32(/* id 1, wireType 2 =*/10).uint64s(message.regions);
                if (message.ts != null && $Object.hasOwnProperty.call(message, "ts") && (typeof message.ts === "object" ? message.ts.low || message.ts.high : message.ts !== 0))
                    writer.uint32(/* id 2, wireType 0 =*/16).uint64(message.ts);
                if (message.requestId != null && $Object.hasOwnProperty.call(message, "requestId") && (typeof message.requestId === "object" ? message.requestId.low || message.requestId.high : message.requestId !== 0))
                    writer.uint32(/* id 3, wireType 0 =*/24).uint64(message.requestId);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (var i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a ResolvedTs message from the specified reader or buffer.
             * @function decode
             * @memberof tivalve.wire.ResolvedTs
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {tivalve.wire.ResolvedTs & tivalve.wire.ResolvedTs.$Shape} ResolvedTs
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            ResolvedTs.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                var end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.tivalve.wire.ResolvedTs();
                while (reader.pos < end) {
                    var start = reader.pos;
                    var tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    var wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType === 2) {
                                if (!(message.regions && message.regions.length))
                                    message.regions = [];
                                reader.uint64s(message.regions);
                                continue;
                            }
                            if (wireType !== 0)
                                break;
                            if (!(message.regions && message.regions.length))
                                message.regions = [];
                            message.regions.push(reader.uint64());
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.ts = value;
                            else
                                delete message.ts;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.requestId = value;
                            else
                                delete message.requestId;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            /**
             * Verifies a ResolvedTs message.
             * @function verify
             * @memberof tivalve.wire.ResolvedTs
             * @static
             * @param {Object.<string,*>} message Plain object to verify
             * @returns {string|null} `null` if valid, otherwise the reason why it is not
             */
            ResolvedTs.verify = function (message, _depth) {
                if (typeof message !== "object" || message === null)
                    return "object expected";
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    return "max depth exceeded";
                if (message.regions != null && $Object.hasOwnProperty.call(message, "regions")) {
                    if (!$Array.isArray(message.regions))
                        return "regions: array expected";
                    for (var i = 0; i < message.regions.length; ++i)
                        if (!$util.isInteger(message.regions[i]) && !(message.regions[i] && $util.isInteger(message.regions[i].low) && $util.isInteger(message.regions[i].high)))
                            return "regions: integer|Long[] expected";
                }
                if (message.ts != null && $Object.hasOwnProperty.call(message, "ts"))
                    if (!$util.isInteger(message.ts) && !(message.ts && $util.isInteger(message.ts.low) && $util.isInteger(message.ts.high)))
                        return "ts: integer|Long expected";
                if (message.requestId != null && $Object.hasOwnProperty.call(message, "requestId"))
                    if (!$util.isInteger(message.requestId) && !(message.requestId && $util.isInteger(message.requestId.low) && $util.isInteger(message.requestId.high)))
                        return "requestId: integer|Long expected";
                return null;
            };

            /**
             * Creates a ResolvedTs message from a plain object. Also converts values to their respective internal types.
             * @function fromObject
             * @memberof tivalve.wire.ResolvedTs
             * @static
             * @param {Object.<string,*>} object Plain object
             * @returns {tivalve.wire.ResolvedTs} ResolvedTs
             */
            ResolvedTs.fromObject = function (object, _depth) {
                if (object instanceof $root.tivalve.wire.ResolvedTs)
                    return object;
                if (!$util.isObject(object))
                    throw $TypeError(".tivalve.wire.ResolvedTs: object expected");
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                var message = new $root.tivalve.wire.ResolvedTs();
                if (object.regions) {
                    if (!$Array.isArray(object.regions))
                        throw $TypeError(".tivalve.wire.ResolvedTs.regions: array expected");
                    message.regions = $Array(object.regions.length);
                    for (var i = 0; i < object.regions.length; ++i)
                        if ($util.Long)
                            message.regions[i] = $util.Long.fromValue(object.regions[i], true);
                        else if (typeof object.regions[i] === "string")
                            message.regions[i] = $parseInt(object.regions[i], 10);
                        else if (typeof object.regions[i] === "number")
                            message.regions[i] = object.regions[i];
                        else if (typeof object.regions[i] === "object")
                            message.regions[i] = new $util.LongBits(object.regions[i].low >>> 0, object.regions[i].high >>> 0).toNumber(true);
                }
                if (object.ts != null)
                    if (typeof object.ts === "object" ? object.ts.low || object.ts.high : $Number(object.ts) !== 0)
                        if ($util.Long)
                            message.ts = $util.Long.fromValue(object.ts, true);
                        else if (typeof object.ts === "string")
                            message.ts = $parseInt(object.ts, 10);
                        else if (typeof object.ts === "number")
                            message.ts = object.ts;
                        else if (typeof object.ts === "object")
                            message.ts = new $util.LongBits(object.ts.low >>> 0, object.ts.high >>> 0).toNumber(true);
                if (object.requestId != null)
                    if (typeof object.requestId === "object" ? object.requestId.low || object.requestId.high : $Number(object.requestId) !== 0)
                        if ($util.Long)
                            message.requestId = $util.Long.fromValue(object.requestId, true);
                        else if (typeof object.requestId === "string")
                            message.requestId = $parseInt(object.requestId, 10);
                        else if (typeof object.requestId === "number")
                            message.requestId = object.requestId;
                        else if (typeof object.requestId === "object")
                            message.requestId = new $util.LongBits(object.requestId.low >>> 0, object.requestId.high >>> 0).toNumber(true);
                return message;
            };

            /**
             * Creates a plain object from a ResolvedTs message. Also converts values to other types if specified.
             * @function toObject
             * @memberof tivalve.wire.ResolvedTs
             * @static
             * @param {tivalve.wire.ResolvedTs} message ResolvedTs
             * @param {$protobuf.IConversionOptions} [options] Conversion options
             * @returns {Object.<string,*>} Plain object
             */
            ResolvedTs.toObject = function (message, options, _depth) {
                if (!options)
                    options = {};
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                var object = {};
                if (options.arrays || options.defaults)
                    object.regions = [];
                if (options.defaults) {
                    if ($util.Long) {
                        var long = new $util.Long(0, 0, true);
                        object.ts = options.longs === $String ? long.toString() : options.longs === $Number ? long.toNumber() : typeof $BigInt !== "undefined" && options.longs === $BigInt ? long.toBigInt() : long;
                    } else
                        object.ts = options.longs === $String ? "0" : typeof $BigInt !== "undefined" && options.longs === $BigInt ? $BigInt("0") : 0;
                    if ($util.Long) {
                        var long = new $util.Long(0, 0, true);
                        object.requestId = options.longs === $String ? long.toString() : options.longs === $Number ? long.toNumber() : typeof $BigInt !== "undefined" && options.longs === $BigInt ? long.toBigInt() : long;
                    } else
                        object.requestId = options.longs === $String ? "0" : typeof $BigInt !== "undefined" && options.longs === $BigInt ? $BigInt("0") : 0;
                }
                if (message.regions && message.regions.length) {
                    object.regions = $Array(message.regions.length);
                    for (var j = 0; j < message.regions.length; ++j)
                        if (typeof $BigInt !== "undefined" && options.longs === $BigInt)
                            object.regions[j] = typeof message.regions[j] === "number" ? $BigInt(message.regions[j]) : $util.Long.fromBits(message.regions[j].low >>> 0, message.regions[j].high >>> 0, true).toBigInt();
                        else if (typeof message.regions[j] === "number")
                            object.regions[j] = options.longs === $String ? $String(message.regions[j]) : message.regions[j];
                        else
                            object.regions[j] = options.longs === $String ? $util.Long.prototype.toString.call(message.regions[j]) : options.longs === $Number ? new $util.LongBits(message.regions[j].low >>> 0, message.regions[j].high >>> 0).toNumber(true) : message.regions[j];
                }
                if (message.ts != null && $Object.hasOwnProperty.call(message, "ts"))
                    if (typeof $BigInt !== "undefined" && options.longs === $BigInt)
                        object.ts = typeof message.ts === "number" ? $BigInt(message.ts) : $util.Long.fromBits(message.ts.low >>> 0, message.ts.high >>> 0, true).toBigInt();
                    else if (typeof message.ts === "number")
                        object.ts = options.longs === $String ? $String(message.ts) : message.ts;
                    else
                        object.ts = options.longs === $String ? $util.Long.prototype.toString.call(message.ts) : options.longs === $Number ? new $util.LongBits(message.ts.low >>> 0, message.ts.high >>> 0).toNumber(true) : message.ts;
                if (message.requestId != null && $Object.hasOwnProperty.call(message, "requestId"))
                    if (typeof $BigInt !== "undefined" && options.longs === $BigInt)
                        object.requestId = typeof message.requestId === "number" ? $BigInt(message.requestId) : $util.Long.fromBits(message.requestId.low >>> 0, message.requestId.high >>> 0, true).toBigInt();
                    else if (typeof message.requestId === "number")
                        object.requestId = options.longs === $String ? $String(message.requestId) : message.requestId;
                    else
                        object.requestId = options.longs === $String ? $util.Long.prototype.toString.call(message.requestId) : options.longs === $Number ? new $util.LongBits(message.requestId.low >>> 0, message.requestId.high >>> 0).toNumber(true) : message.requestId;
                return object;
            };

            /**
             * Converts this ResolvedTs to JSON.
             * @function toJSON
             * @memberof tivalve.wire.ResolvedTs
             * @instance
             * @returns {Object.<string,*>} JSON object
             */
            ResolvedTs.prototype.toJSON = function() {
                return ResolvedTs.toObject(this, $protobuf.util.toJSONOptions);
            };

            return ResolvedTs;
        })();

        wire.Event = (function() {

            /**
             * Properties of an Event.
             * @typedef {Object} tivalve.wire.Event.$Properties
             * @property {Long|null} [regionId] Event regionId
             * @property {Long|null} [index] Event index
             * @property {tivalve.wire.Event.Entries.$Properties|null} [entries] Event entries
             * @property {tivalve.wire.Event.Admin.$Properties|null} [admin] Event admin
             * @property {tivalve.wire.Error.$Properties|null} [error] Event error
             * @property {Long|null} [resolvedTs] Event resolvedTs
             * @property {tivalve.wire.Event.LongTxn.$Properties|null} [longTxn] Event longTxn
             * @property {Long|null} [requestId] Event requestId
             * @property {"entries"|"admin"|"error"|"resolvedTs"|"longTxn"} [event] Event event
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of an Event.
             * @memberof tivalve.wire
             * @interface IEvent
             * @augments tivalve.wire.Event.$Properties
             * @deprecated Use tivalve.wire.Event.$Properties instead.
             */

            /**
             * Narrowed shape of an Event.
             * @typedef {{
             *   regionId?: Long|null;
             *   index?: Long|null;
             *   entries?: tivalve.wire.Event.Entries.$Shape|null;
             *   admin?: tivalve.wire.Event.Admin.$Shape|null;
             *   error?: tivalve.wire.Error.$Shape|null;
             *   resolvedTs?: Long|null;
             *   longTxn?: tivalve.wire.Event.LongTxn.$Shape|null;
             *   requestId?: Long|null;
             *   $unknowns?: Array.<Uint8Array>;
             * } & (
             *   ({ event?: undefined; entries?: null; admin?: null; error?: null; resolvedTs?: null; longTxn?: null }|{ event?: "entries"; entries: tivalve.wire.Event.Entries.$Shape; admin?: null; error?: null; resolvedTs?: null; longTxn?: null }|{ event?: "admin"; entries?: null; admin: tivalve.wire.Event.Admin.$Shape; error?: null; resolvedTs?: null; longTxn?: null }|{ event?: "error"; entries?: null; admin?: null; error: tivalve.wire.Error.$Shape; resolvedTs?: null; longTxn?: null }|{ event?: "resolvedTs"; entries?: null; admin?: null; error?: null; resolvedTs: Long; longTxn?: null }|{ event?: "longTxn"; entries?: null; admin?: null; error?: null; resolvedTs?: null; longTxn: tivalve.wire.Event.LongTxn.$Shape })
             * )} tivalve.wire.Event.$Shape
             */

            /**
             * Constructs a new Event.
             * @memberof tivalve.wire
             * @classdesc Represents an Event.
             * @constructor
             * @param {tivalve.wire.Event.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            var Event = function (properties) {
                if (properties)
                    for (var keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Event regionId.
             * @member {Long} regionId
             * @memberof tivalve.wire.Event
             * @instance
             */
            Event.prototype.regionId = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * Event index.
             * @member {Long} index
             * @memberof tivalve.wire.Event
             * @instance
             */
            Event.prototype.index = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * Event entries.
             * @member {tivalve.wire.Event.Entries.$Properties|null|undefined} entries
             * @memberof tivalve.wire.Event
             * @instance
             */
            Event.prototype.entries = null;

            /**
             * Event admin.
             * @member {tivalve.wire.Event.Admin.$Properties|null|undefined} admin
             * @memberof tivalve.wire.Event
             * @instance
             */
            Event.prototype.admin = null;

            /**
             * Event error.
             * @member {tivalve.wire.Error.$Properties|null|undefined} error
             * @memberof tivalve.wire.Event
             * @instance
             */
            Event.prototype.error = null;

            /**
             * Event resolvedTs.
             * @member {Long|null|undefined} resolvedTs
             * @memberof tivalve.wire.Event
             * @instance
             */
            Event.prototype.resolvedTs = null;

            /**
             * Event longTxn.
             * @member {tivalve.wire.Event.LongTxn.$Properties|null|undefined} longTxn
             * @memberof tivalve.wire.Event
             * @instance
             */
            Event.prototype.longTxn = null;

            /**
             * Event requestId.
             * @member {Long} requestId
             * @memberof tivalve.wire.Event
             * @instance
             */
            Event.prototype.requestId = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            // OneOf field names bound to virtual getters and setters
            var $oneOfFields;

            /**
             * Event event.
             * @member {"entries"|"admin"|"error"|"resolvedTs"|"longTxn"|undefined} event
             * @memberof tivalve.wire.Event
             * @instance
             */
            $Object.defineProperty(Event.prototype, "event", {
                get: $util.oneOfGetter($oneOfFields = ["entries", "admin", "error", "resolvedTs", "longTxn"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            /**
             * Creates a new Event instance using the specified properties.
             * @function create
             * @memberof tivalve.wire.Event
             * @static
             * @param {tivalve.wire.Event.$Properties=} [properties] Properties to set
             * @returns {tivalve.wire.Event} Event instance
             * @type {{
             *   (properties: tivalve.wire.Event.$Shape): tivalve.wire.Event & tivalve.wire.Event.$Shape;
             *   (properties?: tivalve.wire.Event.$Properties): tivalve.wire.Event;
             * }}
             */
            Event.create = function(properties) {
                return new Event(properties);
            };

            /**
             * Encodes the specified Event message. Does not implicitly {@link tivalve.wire.Event.verify|verify} messages.
             * @function encode
             * @memberof tivalve.wire.Event
             * @static
             * @param {tivalve.wire.Event.$Properties} message Event message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Event.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.regionId != null && $Object.hasOwnProperty.call(message, "regionId") && (typeof message.regionId === "object" ? message.regionId.low || message.regionId.high : message.regionId !== 0))
                    writer.uint32(/* id 1, wireType 0 =*/8).uint64(message.regionId);
                if (message.index != null && $Object.hasOwnProperty.call(message, "index") && (typeof message.index === "object" ? message.index.low || message.index.high : message.index !== 0))
                    writer.uint32(/* id 2, wireType 0 =*/16).uint64(message.index);
                if (message.entries != null && $Object.hasOwnProperty.call(message, "entries"))
                    $root.tivalve.wire.Event.Entries.encode(message.entries, writer.uint32(/* id 3, wireType 2 =*/26).fork(), _depth + 1).ldelim();
                if (message.admin != null && $Object.hasOwnProperty.call(message, "admin"))
                    $root.tivalve.wire.Event.Admin.encode(message.admin, writer.uint32(/* id 4, wireType 2 =*/34).fork(), _depth + 1).ldelim();
                if (message.error != null && $Object.hasOwnProperty.call(message, "error"))
                    $root.tivalve.wire.Error.encode(message.error, writer.uint32(/* id 5, wireType 2 =*/42).fork(), _depth + 1).ldelim();
                if (message.resolvedTs != null && $Object.hasOwnProperty.call(message, "resolvedTs"))
                    writer.uint32(/* id 6, wireType 0 =*/48).uint64(message.resolvedTs);
                if (message.requestId != null && $Object.hasOwnProperty.call(message, "requestId") && (typeof message.requestId === "object" ? message.requestId.low || message.requestId.high : message.requestId !== 0))
                    writer.uint32(/* id 7, wireType 0 =*/56).uint64(message.requestId);
                if (message.longTxn != null && $Object.hasOwnProperty.call(message, "longTxn"))
                    $root.tivalve.wire.Event.LongTxn.encode(message.longTxn, writer.uint32(/* id 8, wireType 2 =*/66).fork(), _depth + 1).ldelim();
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (var i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes an Event message from the specified reader or buffer.
             * @function decode
             * @memberof tivalve.wire.Event
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {tivalve.wire.Event & tivalve.wire.Event.$Shape} Event
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            Event.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                var end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.tivalve.wire.Event();
                while (reader.pos < end) {
                    var start = reader.pos;
                    var tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    var wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.regionId = value;
                            else
                                delete message.regionId;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.index = value;
                            else
                                delete message.index;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            message.entries = $root.tivalve.wire.Event.Entries.decode(reader, reader.size(), $undefined, _depth + 1, message.entries);
                            message.event = "entries";
                            continue;
                        }
                    case 4: {
                            if (wireType !== 2)
                                break;
                            message.admin = $root.tivalve.wire.Event.Admin.decode(reader, reader.size(), $undefined, _depth + 1, message.admin);
                            message.event = "admin";
                            continue;
                        }
                    case 5: {
                            if (wireType !== 2)
                                break;
                            message.error = $root.tivalve.wire.Error.decode(reader, reader.size(), $undefined, _depth + 1, message.error);
                            message.event = "error";
                            continue;
                        }
                    case 6: {
                            if (wireType !== 0)
                                break;
                            message.resolvedTs = reader.uint64();
                            message.event = "resolvedTs";
                            continue;
                        }
                    case 8: {
                            if (wireType !== 2)
                                break;
                            message.longTxn = $root.tivalve.wire.Event.LongTxn.decode(reader, reader.size(), $undefined, _depth + 1, message.longTxn);
                            message.event = "longTxn";
                            continue;
                        }
                    case 7: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.requestId = value;
                            else
                                delete message.requestId;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            /**
             * Verifies an Event message.
             * @function verify
             * @memberof tivalve.wire.Event
             * @static
             * @param {Object.<string,*>} message Plain object to verify
             * @returns {string|null} `null` if valid, otherwise the reason why it is not
             */
            Event.verify = function (message, _depth) {
                if (typeof message !== "object" || message === null)
                    return "object expected";
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    return "max depth exceeded";
                var properties = {};
                if (message.regionId != null && $Object.hasOwnProperty.call(message, "regionId"))
                    if (!$util.isInteger(message.regionId) && !(message.regionId && $util.isInteger(message.regionId.low) && $util.isInteger(message.regionId.high)))
                        return "regionId: integer|Long expected";
                if (message.index != null && $Object.hasOwnProperty.call(message, "index"))
                    if (!$util.isInteger(message.index) && !(message.index && $util.isInteger(message.index.low) && $util.isInteger(message.index.high)))
                        return "index: integer|Long expected";
                if (message.entries != null && $Object.hasOwnProperty.call(message, "entries")) {
                    properties.event = 1;
                    {
                        var error = $root.tivalve.wire.Event.Entries.verify(message.entries, _depth + 1);
                        if (error)
                            return "entries." + error;
                    }
                }
                if (message.admin != null && $Object.hasOwnProperty.call(message, "admin")) {
                    if (properties.event === 1)
                        return "event: multiple values";
                    properties.event = 1;
                    {
                        var error = $root.tivalve.wire.Event.Admin.verify(message.admin, _depth + 1);
                        if (error)
                            return "admin." + error;
                    }
                }
                if (message.error != null && $Object.hasOwnProperty.call(message, "error")) {
                    if (properties.event === 1)
                        return "event: multiple values";
                    properties.event = 1;
                    {
                        var error = $root.tivalve.wire.Error.verify(message.error, _depth + 1);
                        if (error)
                            return "error." + error;
                    }
                }
                if (message.resolvedTs != null && $Object.hasOwnProperty.call(message, "resolvedTs")) {
                    if (properties.event === 1)
                        return "event: multiple values";
                    properties.event = 1;
                    if (!$util.isInteger(message.resolvedTs) && !(message.resolvedTs && $util.isInteger(message.resolvedTs.low) && $util.isInteger(message.resolvedTs.high)))
                        return "resolvedTs: integer|Long expected";
                }
                if (message.longTxn != null && $Object.hasOwnProperty.call(message, "longTxn")) {
                    if (properties.event === 1)
                        return "event: multiple values";
                    properties.event = 1;
                    {
                        var error = $root.tivalve.wire.Event.LongTxn.verify(message.longTxn, _depth + 1);
                        if (error)
                            return "longTxn." + error;
                    }
                }
                if (message.requestId != null && $Object.hasOwnProperty.call(message, "requestId"))
                    if (!$util.isInteger(message.requestId) && !(message.requestId && $util.isInteger(message.requestId.low) && $util.isInteger(message.requestId.high)))
                        return "requestId: integer|Long expected";
                return null;
            };

            /**
             * Creates an Event message from a plain object. Also converts values to their respective internal types.
             * @function fromObject
             * @memberof tivalve.wire.Event
             * @static
             * @param {Object.<string,*>} object Plain object
             * @returns {tivalve.wire.Event} Event
             */
            Event.fromObject = function (object, _depth) {
                if (object instanceof $root.tivalve.wire.Event)
                    return object;
                if (!$util.isObject(object))
                    throw $TypeError(".tivalve.wire.Event: object expected");
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                var message = new $root.tivalve.wire.Event();
                if (object.regionId != null)
                    if (typeof object.regionId === "object" ? object.regionId.low || object.regionId.high : $Number(object.regionId) !== 0)
                        if ($util.Long)
                            message.regionId = $util.Long.fromValue(object.regionId, true);
                        else if (typeof object.regionId === "string")
                            message.regionId = $parseInt(object.regionId, 10);
                        else if (typeof object.regionId === "number")
                            message.regionId = object.regionId;
                        else if (typeof object.regionId === "object")
                            message.regionId = new $util.LongBits(object.regionId.low >>> 0, object.regionId.high >>> 0).toNumber(true);
                if (object.index != null)
                    if (typeof object.index === "object" ? object.index.low || object.index.high : $Number(object.index) !== 0)
                        if ($util.Long)
                            message.index = $util.Long.fromValue(object.index, true);
                        else if (typeof object.index === "string")
                            message.index = $parseInt(object.index, 10);
                        else if (typeof object.index === "number")
                            message.index = object.index;
                        else if (typeof object.index === "object")
                            message.index = new $util.LongBits(object.index.low >>> 0, object.index.high >>> 0).toNumber(true);
                if (object.entries != null) {
                    if (!$util.isObject(object.entries))
                        throw $TypeError(".tivalve.wire.Event.entries: object expected");
                    message.entries = $root.tivalve.wire.Event.Entries.fromObject(object.entries, _depth + 1);
                }
                if (object.admin != null) {
                    if (!$util.isObject(object.admin))
                        throw $TypeError(".tivalve.wire.Event.admin: object expected");
                    message.admin = $root.tivalve.wire.Event.Admin.fromObject(object.admin, _depth + 1);
                }
                if (object.error != null) {
                    if (!$util.isObject(object.error))
                        throw $TypeError(".tivalve.wire.Event.error: object expected");
                    message.error = $root.tivalve.wire.Error.fromObject(object.error, _depth + 1);
                }
                if (object.resolvedTs != null)
                    if ($util.Long)
                        message.resolvedTs = $util.Long.fromValue(object.resolvedTs, true);
                    else if (typeof object.resolvedTs === "string")
                        message.resolvedTs = $parseInt(object.resolvedTs, 10);
                    else if (typeof object.resolvedTs === "number")
                        message.resolvedTs = object.resolvedTs;
                    else if (typeof object.resolvedTs === "object")
                        message.resolvedTs = new $util.LongBits(object.resolvedTs.low >>> 0, object.resolvedTs.high >>> 0).toNumber(true);
                if (object.longTxn != null) {
                    if (!$util.isObject(object.longTxn))
                        throw $TypeError(".tivalve.wire.Event.longTxn: object expected");
                    message.longTxn = $root.tivalve.wire.Event.LongTxn.fromObject(object.longTxn, _depth + 1);
                }
                if (object.requestId != null)
                    if (typeof object.requestId === "object" ? object.requestId.low || object.requestId.high : $Number(object.requestId) !== 0)
                        if ($util.Long)
                            message.requestId = $util.Long.fromValue(object.requestId, true);
                        else if (typeof object.requestId === "string")
                            message.requestId = $parseInt(object.requestId, 10);
                        else if (typeof object.requestId === "number")
                            message.requestId = object.requestId;
                        else if (typeof object.requestId === "object")
                            message.requestId = new $util.LongBits(object.requestId.low >>> 0, object.requestId.high >>> 0).toNumber(true);
                return message;
            };

            /**
             * Creates a plain object from an Event message. Also converts values to other types if specified.
             * @function toObject
             * @memberof tivalve.wire.Event
             * @static
             * @param {tivalve.wire.Event} message Event
             * @param {$protobuf.IConversionOptions} [options] Conversion options
             * @returns {Object.<string,*>} Plain object
             */
            Event.toObject = function (message, options, _depth) {
                if (!options)
                    options = {};
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                var object = {};
                if (options.defaults) {
                    if ($util.Long) {
                        var long = new $util.Long(0, 0, true);
                        object.regionId = options.longs === $String ? long.toString() : options.longs === $Number ? long.toNumber() : typeof $BigInt !== "undefined" && options.longs === $BigInt ? long.toBigInt() : long;
                    } else
                        object.regionId = options.longs === $String ? "0" : typeof $BigInt !== "undefined" && options.longs === $BigInt ? $BigInt("0") : 0;
                    if ($util.Long) {
                        var long = new $util.Long(0, 0, true);
                        object.index = options.longs === $String ? long.toString() : options.longs === $Number ? long.toNumber() : typeof $BigInt !== "undefined" && options.longs === $BigInt ? long.toBigInt() : long;
                    } else
                        object.index = options.longs === $String ? "0" : typeof $BigInt !== "undefined" && options.longs === $BigInt ? $BigInt("0") : 0;
                    if ($util.Long) {
                        var long = new $util.Long(0, 0, true);
                        object.requestId = options.longs === $String ? long.toString() : options.longs === $Number ? long.toNumber() : typeof $BigInt !== "undefined" && options.longs === $BigInt ? long.toBigInt() : long;
                    } else
                        object.requestId = options.longs === $String ? "0" : typeof $BigInt !== "undefined" && options.longs === $BigInt ? $BigInt("0") : 0;
                }
                if (message.regionId != null && $Object.hasOwnProperty.call(message, "regionId"))
                    if (typeof $BigInt !== "undefined" && options.longs === $BigInt)
                        object.regionId = typeof message.regionId === "number" ? $BigInt(message.regionId) : $util.Long.fromBits(message.regionId.low >>> 0, message.regionId.high >>> 0, true).toBigInt();
                    else if (typeof message.regionId === "number")
                        object.regionId = options.longs === $String ? $String(message.regionId) : message.regionId;
                    else
                        object.regionId = options.longs === $String ? $util.Long.prototype.toString.call(message.regionId) : options.longs === $Number ? new $util.LongBits(message.regionId.low >>> 0, message.regionId.high >>> 0).toNumber(true) : message.regionId;
                if (message.index != null && $Object.hasOwnProperty.call(message, "index"))
                    if (typeof $BigInt !== "undefined" && options.longs === $BigInt)
                        object.index = typeof message.index === "number" ? $BigInt(message.index) : $util.Long.fromBits(message.index.low >>> 0, message.index.high >>> 0, true).toBigInt();
                    else if (typeof message.index === "number")
                        object.index = options.longs === $String ? $String(message.index) : message.index;
                    else
                        object.index = options.longs === $String ? $util.Long.prototype.toString.call(message.index) : options.longs === $Number ? new $util.LongBits(message.index.low >>> 0, message.index.high >>> 0).toNumber(true) : message.index;
                if (message.entries != null && $Object.hasOwnProperty.call(message, "entries")) {
                    object.entries = $root.tivalve.wire.Event.Entries.toObject(message.entries, options, _depth + 1);
                    if (options.oneofs)
                        object.event = "entries";
                }
                if (message.admin != null && $Object.hasOwnProperty.call(message, "admin")) {
                    object.admin = $root.tivalve.wire.Event.Admin.toObject(message.admin, options, _depth + 1);
                    if (options.oneofs)
                        object.event = "admin";
                }
                if (message.error != null && $Object.hasOwnProperty.call(message, "error")) {
                    object.error = $root.tivalve.wire.Error.toObject(message.error, options, _depth + 1);
                    if (options.oneofs)
                        object.event = "error";
                }
                if (message.resolvedTs != null && $Object.hasOwnProperty.call(message, "resolvedTs")) {
                    if (typeof $BigInt !== "undefined" && options.longs === $BigInt)
                        object.resolvedTs = typeof message.resolvedTs === "number" ? $BigInt(message.resolvedTs) : $util.Long.fromBits(message.resolvedTs.low >>> 0, message.resolvedTs.high >>> 0, true).toBigInt();
                    else if (typeof message.resolvedTs === "number")
                        object.resolvedTs = options.longs === $String ? $String(message.resolvedTs) : message.resolvedTs;
                    else
                        object.resolvedTs = options.longs === $String ? $util.Long.prototype.toString.call(message.resolvedTs) : options.longs === $Number ? new $util.LongBits(message.resolvedTs.low >>> 0, message.resolvedTs.high >>> 0).toNumber(true) : message.resolvedTs;
                    if (options.oneofs)
                        object.event = "resolvedTs";
                }
                if (message.requestId != null && $Object.hasOwnProperty.call(message, "requestId"))
                    if (typeof $BigInt !== "undefined" && options.longs === $BigInt)
                        object.requestId = typeof message.requestId === "number" ? $BigInt(message.requestId) : $util.Long.fromBits(message.requestId.low >>> 0, message.requestId.high >>> 0, true).toBigInt();
                    else if (typeof message.requestId === "number")
                        object.requestId = options.longs === $String ? $String(message.requestId) : message.requestId;
                    else
                        object.requestId = options.longs === $String ? $util.Long.prototype.toString.call(message.requestId) : options.longs === $Number ? new $util.LongBits(message.requestId.low >>> 0, message.requestId.high >>> 0).toNumber(true) : message.requestId;
                if (message.longTxn != null && $Object.hasOwnProperty.call(message, "longTxn")) {
                    object.longTxn = $root.tivalve.wire.Event.LongTxn.toObject(message.longTxn, options, _depth + 1);
                    if (options.oneofs)
                        object.event = "longTxn";
                }
                return object;
            };

            /**
             * Converts this Event to JSON.
             * @function toJSON
             * @memberof tivalve.wire.Event
             * @instance
             * @returns {Object.<string,*>} JSON object
             */
            Event.prototype.toJSON = function() {
                return Event.toObject(this, $protobuf.util.toJSONOptions);
            };

            /**
             * LogType enum.
             * @name tivalve.wire.Event.LogType
             * @enum {number}
             * @property {number} UNKNOWN=0 UNKNOWN value
             * @property {number} PREWRITE=1 PREWRITE value
             * @property {number} COMMIT=2 COMMIT value
             * @property {number} ROLLBACK=3 ROLLBACK value
             * @property {number} COMMITTED=4 COMMITTED value
             * @property {number} INITIALIZED=5 INITIALIZED value
             */
            Event.LogType = (function() {
                var valuesById = $Object.create(null), values = $Object.create(valuesById);
                values[valuesById[0] = "UNKNOWN"] = 0;
                values[valuesById[1] = "PREWRITE"] = 1;
                values[valuesById[2] = "COMMIT"] = 2;
                values[valuesById[3] = "ROLLBACK"] = 3;
                values[valuesById[4] = "COMMITTED"] = 4;
                values[valuesById[5] = "INITIALIZED"] = 5;
                return values;
            })();

            Event.Row = (function() {

                /**
                 * Properties of a Row.
                 * @typedef {Object} tivalve.wire.Event.Row.$Properties
                 * @property {Long|null} [startTs] Row startTs
                 * @property {Long|null} [commitTs] Row commitTs
                 * @property {tivalve.wire.Event.LogType|null} [type] Row type
                 * @property {tivalve.wire.Event.Row.OpType|null} [opType] Row opType
                 * @property {Uint8Array|null} [key] Row key
                 * @property {Uint8Array|null} [value] Row value
                 * @property {Uint8Array|null} [oldValue] Row oldValue
                 * @property {Long|null} [expireTsUnixSecs] Row expireTsUnixSecs
                 * @property {Long|null} [txnSource] Row txnSource
                 * @property {Long|null} [generation] Row generation
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a Row.
                 * @memberof tivalve.wire.Event
                 * @interface IRow
                 * @augments tivalve.wire.Event.Row.$Properties
                 * @deprecated Use tivalve.wire.Event.Row.$Properties instead.
                 */

                /**
                 * Shape of a Row.
                 * @typedef {tivalve.wire.Event.Row.$Properties} tivalve.wire.Event.Row.$Shape
                 */

                /**
                 * Constructs a new Row.
                 * @memberof tivalve.wire.Event
                 * @classdesc Represents a Row.
                 * @constructor
                 * @param {tivalve.wire.Event.Row.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                var Row = function (properties) {
                    if (properties)
                        for (var keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * Row startTs.
                 * @member {Long} startTs
                 * @memberof tivalve.wire.Event.Row
                 * @instance
                 */
                Row.prototype.startTs = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * Row commitTs.
                 * @member {Long} commitTs
                 * @memberof tivalve.wire.Event.Row
                 * @instance
                 */
                Row.prototype.commitTs = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * Row type.
                 * @member {tivalve.wire.Event.LogType} type
                 * @memberof tivalve.wire.Event.Row
                 * @instance
                 */
                Row.prototype.type = 0;

                /**
                 * Row opType.
                 * @member {tivalve.wire.Event.Row.OpType} opType
                 * @memberof tivalve.wire.Event.Row
                 * @instance
                 */
                Row.prototype.opType = 0;

                /**
                 * Row key.
                 * @member {Uint8Array} key
                 * @memberof tivalve.wire.Event.Row
                 * @instance
                 */
                Row.prototype.key = $util.newBuffer([]);

                /**
                 * Row value.
                 * @member {Uint8Array} value
                 * @memberof tivalve.wire.Event.Row
                 * @instance
                 */
                Row.prototype.value = $util.newBuffer([]);

                /**
                 * Row oldValue.
                 * @member {Uint8Array} oldValue
                 * @memberof tivalve.wire.Event.Row
                 * @instance
                 */
                Row.prototype.oldValue = $util.newBuffer([]);

                /**
                 * Row expireTsUnixSecs.
                 * @member {Long} expireTsUnixSecs
                 * @memberof tivalve.wire.Event.Row
                 * @instance
                 */
                Row.prototype.expireTsUnixSecs = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * Row txnSource.
                 * @member {Long} txnSource
                 * @memberof tivalve.wire.Event.Row
                 * @instance
                 */
                Row.prototype.txnSource = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * Row generation.
                 * @member {Long} generation
                 * @memberof tivalve.wire.Event.Row
                 * @instance
                 */
                Row.prototype.generation = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * Creates a new Row instance using the specified properties.
                 * @function create
                 * @memberof tivalve.wire.Event.Row
                 * @static
                 * @param {tivalve.wire.Event.Row.$Properties=} [properties] Properties to set
                 * @returns {tivalve.wire.Event.Row} Row instance
                 * @type {{
                 *   (properties: tivalve.wire.Event.Row.$Shape): tivalve.wire.Event.Row & tivalve.wire.Event.Row.$Shape;
                 *   (properties?: tivalve.wire.Event.Row.$Properties): tivalve.wire.Event.Row;
                 * }}
                 */
                Row.create = function(properties) {
                    return new Row(properties);
                };

                /**
                 * Encodes the specified Row message. Does not implicitly {@link tivalve.wire.Event.Row.verify|verify} messages.
                 * @function encode
                 * @memberof tivalve.wire.Event.Row
                 * @static
                 * @param {tivalve.wire.Event.Row.$Properties} message Row message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Row.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.startTs != null && $Object.hasOwnProperty.call(message, "startTs") && (typeof message.startTs === "object" ? message.startTs.low || message.startTs.high : message.startTs !== 0))
                        writer.uint32(/* id 1, wireType 0 =*/8).uint64(message.startTs);
                    if (message.commitTs != null && $Object.hasOwnProperty.call(message, "commitTs") && (typeof message.commitTs === "object" ? message.commitTs.low || message.commitTs.high : message.commitTs !== 0))
                        writer.uint32(/* id 2, wireType 0 =*/16).uint64(message.commitTs);
                    if (message.type != null && $Object.hasOwnProperty.call(message, "type") && message.type !== 0)
                        writer.uint32(/* id 3, wireType 0 =*/24).int32(message.type);
                    if (message.opType != null && $Object.hasOwnProperty.call(message, "opType") && message.opType !== 0)
                        writer.uint32(/* id 4, wireType 0 =*/32).int32(message.opType);
                    if (message.key != null && $Object.hasOwnProperty.call(message, "key") && message.key.length)
                        writer.uint32(/* id 5, wireType 2 =*/42).bytes(message.key);
                    if (message.value != null && $Object.hasOwnProperty.call(message, "value") && message.value.length)
                        writer.uint32(/* id 6, wireType 2 =*/50).bytes(message.value);
                    if (message.oldValue != null && $Object.hasOwnProperty.call(message, "oldValue") && message.oldValue.length)
                        writer.uint32(/* id 7, wireType 2 =*/58).bytes(message.oldValue);
                    if (message.expireTsUnixSecs != null && $Object.hasOwnProperty.call(message, "expireTsUnixSecs") && (typeof message.expireTsUnixSecs === "object" ? message.expireTsUnixSecs.low || message.expireTsUnixSecs.high : message.expireTsUnixSecs !== 0))
                        writer.uint32(/* id 8, wireType 0 =*/64).uint64(message.expireTsUnixSecs);
                    if (message.txnSource != null && $Object.hasOwnProperty.call(message, "txnSource") && (typeof message.txnSource === "object" ? message.txnSource.low || message.txnSource.high : message.txnSource !== 0))
                        writer.uint32(/* id 9, wireType 0 =*/72).uint64(message.txnSource);
                    if (message.generation != null && $Object.hasOwnProperty.call(message, "generation") && (typeof message.generation === "object" ? message.generation.low || message.generation.high : message.generation !== 0))
                        writer.uint32(/* id 10, wireType 0 =*/80).uint64(message.generation);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (var i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a Row message from the specified reader or buffer.
                 * @function decode
                 * @memberof tivalve.wire.Event.Row
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {tivalve.wire.Event.Row & tivalve.wire.Event.Row.$Shape} Row
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Row.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    var end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.tivalve.wire.Event.Row();
                    while (reader.pos < end) {
                        var start = reader.pos;
                        var tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        var wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                    message.startTs = value;
                                else
                                    delete message.startTs;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                    message.commitTs = value;
                                else
                                    delete message.commitTs;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.int32())
                                    message.type = value;
                                else
                                    delete message.type;
                                continue;
                            }
                        case 4: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.int32())
                                    message.opType = value;
                                else
                                    delete message.opType;
                                continue;
                            }
                        case 5: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.key = value;
                                else
                                    delete message.key;
                                continue;
                            }
                        case 6: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.value = value;
                                else
                                    delete message.value;
                                continue;
                            }
                        case 7: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.oldValue = value;
                                else
                                    delete message.oldValue;
                                continue;
                            }
                        case 8: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                    message.expireTsUnixSecs = value;
                                else
                                    delete message.expireTsUnixSecs;
                                continue;
                            }
                        case 9: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                    message.txnSource = value;
                                else
                                    delete message.txnSource;
                                continue;
                            }
                        case 10: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                    message.generation = value;
                                else
                                    delete message.generation;
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                /**
                 * Verifies a Row message.
                 * @function verify
                 * @memberof tivalve.wire.Event.Row
                 * @static
                 * @param {Object.<string,*>} message Plain object to verify
                 * @returns {string|null} `null` if valid, otherwise the reason why it is not
                 */
                Row.verify = function (message, _depth) {
                    if (typeof message !== "object" || message === null)
                        return "object expected";
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        return "max depth exceeded";
                    if (message.startTs != null && $Object.hasOwnProperty.call(message, "startTs"))
                        if (!$util.isInteger(message.startTs) && !(message.startTs && $util.isInteger(message.startTs.low) && $util.isInteger(message.startTs.high)))
                            return "startTs: integer|Long expected";
                    if (message.commitTs != null && $Object.hasOwnProperty.call(message, "commitTs"))
                        if (!$util.isInteger(message.commitTs) && !(message.commitTs && $util.isInteger(message.commitTs.low) && $util.isInteger(message.commitTs.high)))
                            return "commitTs: integer|Long expected";
                    if (message.type != null && $Object.hasOwnProperty.call(message, "type"))
                        if (typeof message.type !== "number" || (message.type | 0) !== message.type)
                            return "type: enum value expected";
                    if (message.opType != null && $Object.hasOwnProperty.call(message, "opType"))
                        if (typeof message.opType !== "number" || (message.opType | 0) !== message.opType)
                            return "opType: enum value expected";
                    if (message.key != null && $Object.hasOwnProperty.call(message, "key"))
                        if (!(message.key && typeof message.key.length === "number" || $util.isString(message.key)))
                            return "key: buffer expected";
                    if (message.value != null && $Object.hasOwnProperty.call(message, "value"))
                        if (!(message.value && typeof message.value.length === "number" || $util.isString(message.value)))
                            return "value: buffer expected";
                    if (message.oldValue != null && $Object.hasOwnProperty.call(message, "oldValue"))
                        if (!(message.oldValue && typeof message.oldValue.length === "number" || $util.isString(message.oldValue)))
                            return "oldValue: buffer expected";
                    if (message.expireTsUnixSecs != null && $Object.hasOwnProperty.call(message, "expireTsUnixSecs"))
                        if (!$util.isInteger(message.expireTsUnixSecs) && !(message.expireTsUnixSecs && $util.isInteger(message.expireTsUnixSecs.low) && $util.isInteger(message.expireTsUnixSecs.high)))
                            return "expireTsUnixSecs: integer|Long expected";
                    if (message.txnSource != null && $Object.hasOwnProperty.call(message, "txnSource"))
                        if (!$util.isInteger(message.txnSource) && !(message.txnSource && $util.isInteger(message.txnSource.low) && $util.isInteger(message.txnSource.high)))
                            return "txnSource: integer|Long expected";
                    if (message.generation != null && $Object.hasOwnProperty.call(message, "generation"))
                        if (!$util.isInteger(message.generation) && !(message.generation && $util.isInteger(message.generation.low) && $util.isInteger(message.generation.high)))
                            return "generation: integer|Long expected";
                    return null;
                };

                /**
                 * Creates a Row message from a plain object. Also converts values to their respective internal types.
                 * @function fromObject
                 * @memberof tivalve.wire.Event.Row
                 * @static
                 * @param {Object.<string,*>} object Plain object
                 * @returns {tivalve.wire.Event.Row} Row
                 */
                Row.fromObject = function (object, _depth) {
                    if (object instanceof $root.tivalve.wire.Event.Row)
                        return object;
                    if (!$util.isObject(object))
                        throw $TypeError(".tivalve.wire.Event.Row: object expected");
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    var message = new $root.tivalve.wire.Event.Row();
                    if (object.startTs != null)
                        if (typeof object.startTs === "object" ? object.startTs.low || object.startTs.high : $Number(object.startTs) !== 0)
                            if ($util.Long)
                                message.startTs = $util.Long.fromValue(object.startTs, true);
                            else if (typeof object.startTs === "string")
                                message.startTs = $parseInt(object.startTs, 10);
                            else if (typeof object.startTs === "number")
                                message.startTs = object.startTs;
                            else if (typeof object.startTs === "object")
                                message.startTs = new $util.LongBits(object.startTs.low >>> 0, object.startTs.high >>> 0).toNumber(true);
                    if (object.commitTs != null)
                        if (typeof object.commitTs === "object" ? object.commitTs.low || object.commitTs.high : $Number(object.commitTs) !== 0)
                            if ($util.Long)
                                message.commitTs = $util.Long.fromValue(object.commitTs, true);
                            else if (typeof object.commitTs === "string")
                                message.commitTs = $parseInt(object.commitTs, 10);
                            else if (typeof object.commitTs === "number")
                                message.commitTs = object.commitTs;
                            else if (typeof object.commitTs === "object")
                                message.commitTs = new $util.LongBits(object.commitTs.low >>> 0, object.commitTs.high >>> 0).toNumber(true);
                    if (object.type !== 0 && (typeof object.type !== "string" || $root.tivalve.wire.Event.LogType[object.type] !== 0))
                        switch (object.type) {
                        case "UNKNOWN":
                        case 0:
                            message.type = 0;
                            break;
                        case "PREWRITE":
                        case 1:
                            message.type = 1;
                            break;
                        case "COMMIT":
                        case 2:
                            message.type = 2;
                            break;
                        case "ROLLBACK":
                        case 3:
                            message.type = 3;
                            break;
                        case "COMMITTED":
                        case 4:
                            message.type = 4;
                            break;
                        case "INITIALIZED":
                        case 5:
                            message.type = 5;
                            break;
                        default:
                            if (typeof object.type === "number" && (object.type | 0) === object.type)
                                message.type = object.type;
                        }
                    if (object.opType !== 0 && (typeof object.opType !== "string" || $root.tivalve.wire.Event.Row.OpType[object.opType] !== 0))
                        switch (object.opType) {
                        case "UNKNOWN":
                        case 0:
                            message.opType = 0;
                            break;
                        case "PUT":
                        case 1:
                            message.opType = 1;
                            break;
                        case "DELETE":
                        case 2:
                            message.opType = 2;
                            break;
                        default:
                            if (typeof object.opType === "number" && (object.opType | 0) === object.opType)
                                message.opType = object.opType;
                        }
                    if (object.key != null)
                        if (object.key.length)
                            if (typeof object.key === "string")
                                $util.base64.decode(object.key, message.key = $util.newBuffer($util.base64.length(object.key)), 0);
                            else if (object.key.length >= 0)
                                message.key = object.key;
                    if (object.value != null)
                        if (object.value.length)
                            if (typeof object.value === "string")
                                $util.base64.decode(object.value, message.value = $util.newBuffer($util.base64.length(object.value)), 0);
                            else if (object.value.length >= 0)
                                message.value = object.value;
                    if (object.oldValue != null)
                        if (object.oldValue.length)
                            if (typeof object.oldValue === "string")
                                $util.base64.decode(object.oldValue, message.oldValue = $util.newBuffer($util.base64.length(object.oldValue)), 0);
                            else if (object.oldValue.length >= 0)
                                message.oldValue = object.oldValue;
                    if (object.expireTsUnixSecs != null)
                        if (typeof object.expireTsUnixSecs === "object" ? object.expireTsUnixSecs.low || object.expireTsUnixSecs.high : $Number(object.expireTsUnixSecs) !== 0)
                            if ($util.Long)
                                message.expireTsUnixSecs = $util.Long.fromValue(object.expireTsUnixSecs, true);
                            else if (typeof object.expireTsUnixSecs === "string")
                                message.expireTsUnixSecs = $parseInt(object.expireTsUnixSecs, 10);
                            else if (typeof object.expireTsUnixSecs === "number")
                                message.expireTsUnixSecs = object.expireTsUnixSecs;
                            else if (typeof object.expireTsUnixSecs === "object")
                                message.expireTsUnixSecs = new $util.LongBits(object.expireTsUnixSecs.low >>> 0, object.expireTsUnixSecs.high >>> 0).toNumber(true);
                    if (object.txnSource != null)
                        if (typeof object.txnSource === "object" ? object.txnSource.low || object.txnSource.high : $Number(object.txnSource) !== 0)
                            if ($util.Long)
                                message.txnSource = $util.Long.fromValue(object.txnSource, true);
                            else if (typeof object.txnSource === "string")
                                message.txnSource = $parseInt(object.txnSource, 10);
                            else if (typeof object.txnSource === "number")
                                message.txnSource = object.txnSource;
                            else if (typeof object.txnSource === "object")
                                message.txnSource = new $util.LongBits(object.txnSource.low >>> 0, object.txnSource.high >>> 0).toNumber(true);
                    if (object.generation != null)
                        if (typeof object.generation === "object" ? object.generation.low || object.generation.high : $Number(object.generation) !== 0)
                            if ($util.Long)
                                message.generation = $util.Long.fromValue(object.generation, true);
                            else if (typeof object.generation === "string")
                                message.generation = $parseInt(object.generation, 10);
                            else if (typeof object.generation === "number")
                                message.generation = object.generation;
                            else if (typeof object.generation === "object")
                                message.generation = new $util.LongBits(object.generation.low >>> 0, object.generation.high >>> 0).toNumber(true);
                    return message;
                };

                /**
                 * Creates a plain object from a Row message. Also converts values to other types if specified.
                 * @function toObject
                 * @memberof tivalve.wire.Event.Row
                 * @static
                 * @param {tivalve.wire.Event.Row} message Row
                 * @param {$protobuf.IConversionOptions} [options] Conversion options
                 * @returns {Object.<string,*>} Plain object
                 */
                Row.toObject = function (message, options, _depth) {
                    if (!options)
                        options = {};
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    var object = {};
                    if (options.defaults) {
                        if ($util.Long) {
                            var long = new $util.Long(0, 0, true);
                            object.startTs = options.longs === $String ? long.toString() : options.longs === $Number ? long.toNumber() : typeof $BigInt !== "undefined" && options.longs === $BigInt ? long.toBigInt() : long;
                        } else
                            object.startTs = options.longs === $String ? "0" : typeof $BigInt !== "undefined" && options.longs === $BigInt ? $BigInt("0") : 0;
                        if ($util.Long) {
                            var long = new $util.Long(0, 0, true);
                            object.commitTs = options.longs === $String ? long.toString() : options.longs === $Number ? long.toNumber() : typeof $BigInt !== "undefined" && options.longs === $BigInt ? long.toBigInt() : long;
                        } else
                            object.commitTs = options.longs === $String ? "0" : typeof $BigInt !== "undefined" && options.longs === $BigInt ? $BigInt("0") : 0;
                        object.type = options.enums === $String ? "UNKNOWN" : 0;
                        object.opType = options.enums === $String ? "UNKNOWN" : 0;
                        if (options.bytes === $String)
                            object.key = "";
                        else {
                            object.key = [];
                            if (options.bytes !== $Array)
                                object.key = $util.newBuffer(object.key);
                        }
                        if (options.bytes === $String)
                            object.value = "";
                        else {
                            object.value = [];
                            if (options.bytes !== $Array)
                                object.value = $util.newBuffer(object.value);
                        }
                        if (options.bytes === $String)
                            object.oldValue = "";
                        else {
                            object.oldValue = [];
                            if (options.bytes !== $Array)
                                object.oldValue = $util.newBuffer(object.oldValue);
                        }
                        if ($util.Long) {
                            var long = new $util.Long(0, 0, true);
                            object.expireTsUnixSecs = options.longs === $String ? long.toString() : options.longs === $Number ? long.toNumber() : typeof $BigInt !== "undefined" && options.longs === $BigInt ? long.toBigInt() : long;
                        } else
                            object.expireTsUnixSecs = options.longs === $String ? "0" : typeof $BigInt !== "undefined" && options.longs === $BigInt ? $BigInt("0") : 0;
                        if ($util.Long) {
                            var long = new $util.Long(0, 0, true);
                            object.txnSource = options.longs === $String ? long.toString() : options.longs === $Number ? long.toNumber() : typeof $BigInt !== "undefined" && options.longs === $BigInt ? long.toBigInt() : long;
                        } else
                            object.txnSource = options.longs === $String ? "0" : typeof $BigInt !== "undefined" && options.longs === $BigInt ? $BigInt("0") : 0;
                        if ($util.Long) {
                            var long = new $util.Long(0, 0, true);
                            object.generation = options.longs === $String ? long.toString() : options.longs === $Number ? long.toNumber() : typeof $BigInt !== "undefined" && options.longs === $BigInt ? long.toBigInt() : long;
                        } else
                            object.generation = options.longs === $String ? "0" : typeof $BigInt !== "undefined" && options.longs === $BigInt ? $BigInt("0") : 0;
                    }
                    if (message.startTs != null && $Object.hasOwnProperty.call(message, "startTs"))
                        if (typeof $BigInt !== "undefined" && options.longs === $BigInt)
                            object.startTs = typeof message.startTs === "number" ? $BigInt(message.startTs) : $util.Long.fromBits(message.startTs.low >>> 0, message.startTs.high >>> 0, true).toBigInt();
                        else if (typeof message.startTs === "number")
                            object.startTs = options.longs === $String ? $String(message.startTs) : message.startTs;
                        else
                            object.startTs = options.longs === $String ? $util.Long.prototype.toString.call(message.startTs) : options.longs === $Number ? new $util.LongBits(message.startTs.low >>> 0, message.startTs.high >>> 0).toNumber(true) : message.startTs;
                    if (message.commitTs != null && $Object.hasOwnProperty.call(message, "commitTs"))
                        if (typeof $BigInt !== "undefined" && options.longs === $BigInt)
                            object.commitTs = typeof message.commitTs === "number" ? $BigInt(message.commitTs) : $util.Long.fromBits(message.commitTs.low >>> 0, message.commitTs.high >>> 0, true).toBigInt();
                        else if (typeof message.commitTs === "number")
                            object.commitTs = options.longs === $String ? $String(message.commitTs) : message.commitTs;
                        else
                            object.commitTs = options.longs === $String ? $util.Long.prototype.toString.call(message.commitTs) : options.longs === $Number ? new $util.LongBits(message.commitTs.low >>> 0, message.commitTs.high >>> 0).toNumber(true) : message.commitTs;
                    if (message.type != null && $Object.hasOwnProperty.call(message, "type"))
                        object.type = options.enums === $String ? $root.tivalve.wire.Event.LogType[message.type] === $undefined ? message.type : $root.tivalve.wire.Event.LogType[message.type] : message.type;
                    if (message.opType != null && $Object.hasOwnProperty.call(message, "opType"))
                        object.opType = options.enums === $String ? $root.tivalve.wire.Event.Row.OpType[message.opType] === $undefined ? message.opType : $root.tivalve.wire.Event.Row.OpType[message.opType] : message.opType;
                    if (message.key != null && $Object.hasOwnProperty.call(message, "key"))
                        object.key = options.bytes === $String ? $util.base64.encode(message.key, 0, message.key.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.key) : message.key;
                    if (message.value != null && $Object.hasOwnProperty.call(message, "value"))
                        object.value = options.bytes === $String ? $util.base64.encode(message.value, 0, message.value.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.value) : message.value;
                    if (message.oldValue != null && $Object.hasOwnProperty.call(message, "oldValue"))
                        object.oldValue = options.bytes === $String ? $util.base64.encode(message.oldValue, 0, message.oldValue.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.oldValue) : message.oldValue;
                    if (message.expireTsUnixSecs != null && $Object.hasOwnProperty.call(message, "expireTsUnixSecs"))
                        if (typeof $BigInt !== "undefined" && options.longs === $BigInt)
                            object.expireTsUnixSecs = typeof message.expireTsUnixSecs === "number" ? $BigInt(message.expireTsUnixSecs) : $util.Long.fromBits(message.expireTsUnixSecs.low >>> 0, message.expireTsUnixSecs.high >>> 0, true).toBigInt();
                        else if (typeof message.expireTsUnixSecs === "number")
                            object.expireTsUnixSecs = options.longs === $String ? $String(message.expireTsUnixSecs) : message.expireTsUnixSecs;
                        else
                            object.expireTsUnixSecs = options.longs === $String ? $util.Long.prototype.toString.call(message.expireTsUnixSecs) : options.longs === $Number ? new $util.LongBits(message.expireTsUnixSecs.low >>> 0, message.expireTsUnixSecs.high >>> 0).toNumber(true) : message.expireTsUnixSecs;
                    if (message.txnSource != null && $Object.hasOwnProperty.call(message, "txnSource"))
                        if (typeof $BigInt !== "undefined" && options.longs === $BigInt)
                            object.txnSource = typeof message.txnSource === "number" ? $BigInt(message.txnSource) : $util.Long.fromBits(message.txnSource.low >>> 0, message.txnSource.high >>> 0, true).toBigInt();
                        else if (typeof message.txnSource === "number")
                            object.txnSource = options.longs === $String ? $String(message.txnSource) : message.txnSource;
                        else
                            object.txnSource = options.longs === $String ? $util.Long.prototype.toString.call(message.txnSource) : options.longs === $Number ? new $util.LongBits(message.txnSource.low >>> 0, message.txnSource.high >>> 0).toNumber(true) : message.txnSource;
                    if (message.generation != null && $Object.hasOwnProperty.call(message, "generation"))
                        if (typeof $BigInt !== "undefined" && options.longs === $BigInt)
                            object.generation = typeof message.generation === "number" ? $BigInt(message.generation) : $util.Long.fromBits(message.generation.low >>> 0, message.generation.high >>> 0, true).toBigInt();
                        else if (typeof message.generation === "number")
                            object.generation = options.longs === $String ? $String(message.generation) : message.generation;
                        else
                            object.generation = options.longs === $String ? $util.Long.prototype.toString.call(message.generation) : options.longs === $Number ? new $util.LongBits(message.generation.low >>> 0, message.generation.high >>> 0).toNumber(true) : message.generation;
                    return object;
                };

                /**
                 * Converts this Row to JSON.
                 * @function toJSON
                 * @memberof tivalve.wire.Event.Row
                 * @instance
                 * @returns {Object.<string,*>} JSON object
                 */
                Row.prototype.toJSON = function() {
                    return Row.toObject(this, $protobuf.util.toJSONOptions);
                };

                /**
                 * OpType enum.
                 * @name tivalve.wire.Event.Row.OpType
                 * @enum {number}
                 * @property {number} UNKNOWN=0 UNKNOWN value
                 * @property {number} PUT=1 PUT value
                 * @property {number} DELETE=2 DELETE value
                 */
                Row.OpType = (function() {
                    var valuesById = $Object.create(null), values = $Object.create(valuesById);
                    values[valuesById[0] = "UNKNOWN"] = 0;
                    values[valuesById[1] = "PUT"] = 1;
                    values[valuesById[2] = "DELETE"] = 2;
                    return values;
                })();

                return Row;
            })();

            Event.Entries = (function() {

                /**
                 * Properties of an Entries.
                 * @typedef {Object} tivalve.wire.Event.Entries.$Properties
                 * @property {Array.<tivalve.wire.Event.Row.$Properties>|null} [entries] Entries entries
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of an Entries.
                 * @memberof tivalve.wire.Event
                 * @interface IEntries
                 * @augments tivalve.wire.Event.Entries.$Properties
                 * @deprecated Use tivalve.wire.Event.Entries.$Properties instead.
                 */

                /**
                 * Shape of an Entries.
                 * @typedef {tivalve.wire.Event.Entries.$Properties} tivalve.wire.Event.Entries.$Shape
                 */

                /**
                 * Constructs a new Entries.
                 * @memberof tivalve.wire.Event
                 * @classdesc Represents an Entries.
                 * @constructor
                 * @param {tivalve.wire.Event.Entries.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                var Entries = function (properties) {
                    this.entries = [];
                    if (properties)
                        for (var keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * Entries entries.
                 * @member {Array.<tivalve.wire.Event.Row.$Properties>} entries
                 * @memberof tivalve.wire.Event.Entries
                 * @instance
                 */
                Entries.prototype.entries = $util.emptyArray;

                /**
                 * Creates a new Entries instance using the specified properties.
                 * @function create
                 * @memberof tivalve.wire.Event.Entries
                 * @static
                 * @param {tivalve.wire.Event.Entries.$Properties=} [properties] Properties to set
                 * @returns {tivalve.wire.Event.Entries} Entries instance
                 * @type {{
                 *   (properties: tivalve.wire.Event.Entries.$Shape): tivalve.wire.Event.Entries & tivalve.wire.Event.Entries.$Shape;
                 *   (properties?: tivalve.wire.Event.Entries.$Properties): tivalve.wire.Event.Entries;
                 * }}
                 */
                Entries.create = function(properties) {
                    return new Entries(properties);
                };

                /**
                 * Encodes the specified Entries message. Does not implicitly {@link tivalve.wire.Event.Entries.verify|verify} messages.
                 * @function encode
                 * @memberof tivalve.wire.Event.Entries
                 * @static
                 * @param {tivalve.wire.Event.Entries.$Properties} message Entries message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Entries.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.entries != null && message.entries.length)
                        for (var i = 0; i < message.entries.length; ++i)
                            $root.tivalve.wire.Event.Row.encode(message.entries[i], writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (var i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes an Entries message from the specified reader or buffer.
                 * @function decode
                 * @memberof tivalve.wire.Event.Entries
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {tivalve.wire.Event.Entries & tivalve.wire.Event.Entries.$Shape} Entries
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Entries.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    var end, message;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.tivalve.wire.Event.Entries();
                    while (reader.pos < end) {
                        var start = reader.pos;
                        var tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        var wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 2)
                                    break;
                                if (!(message.entries && message.entries.length))
                                    message.entries = [];
                                message.entries.push($root.tivalve.wire.Event.Row.decode(reader, reader.size(), $undefined, _depth + 1));
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                /**
                 * Verifies an Entries message.
                 * @function verify
                 * @memberof tivalve.wire.Event.Entries
                 * @static
                 * @param {Object.<string,*>} message Plain object to verify
                 * @returns {string|null} `null` if valid, otherwise the reason why it is not
                 */
                Entries.verify = function (message, _depth) {
                    if (typeof message !== "object" || message === null)
                        return "object expected";
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        return "max depth exceeded";
                    if (message.entries != null && $Object.hasOwnProperty.call(message, "entries")) {
                        if (!$Array.isArray(message.entries))
                            return "entries: array expected";
                        for (var i = 0; i < message.entries.length; ++i) {
                            var error = $root.tivalve.wire.Event.Row.verify(message.entries[i], _depth + 1);
                            if (error)
                                return "entries." + error;
                        }
                    }
                    return null;
                };

                /**
                 * Creates an Entries message from a plain object. Also converts values to their respective internal types.
                 * @function fromObject
                 * @memberof tivalve.wire.Event.Entries
                 * @static
                 * @param {Object.<string,*>} object Plain object
                 * @returns {tivalve.wire.Event.Entries} Entries
                 */
                Entries.fromObject = function (object, _depth) {
                    if (object instanceof $root.tivalve.wire.Event.Entries)
                        return object;
                    if (!$util.isObject(object))
                        throw $TypeError(".tivalve.wire.Event.Entries: object expected");
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    var message = new $root.tivalve.wire.Event.Entries();
                    if (object.entries) {
                        if (!$Array.isArray(object.entries))
                            throw $TypeError(".tivalve.wire.Event.Entries.entries: array expected");
                        message.entries = $Array(object.entries.length);
                        for (var i = 0; i < object.entries.length; ++i) {
                            if (!$util.isObject(object.entries[i]))
                                throw $TypeError(".tivalve.wire.Event.Entries.entries: object expected");
                            message.entries[i] = $root.tivalve.wire.Event.Row.fromObject(object.entries[i], _depth + 1);
                        }
                    }
                    return message;
                };

                /**
                 * Creates a plain object from an Entries message. Also converts values to other types if specified.
                 * @function toObject
                 * @memberof tivalve.wire.Event.Entries
                 * @static
                 * @param {tivalve.wire.Event.Entries} message Entries
                 * @param {$protobuf.IConversionOptions} [options] Conversion options
                 * @returns {Object.<string,*>} Plain object
                 */
                Entries.toObject = function (message, options, _depth) {
                    if (!options)
                        options = {};
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    var object = {};
                    if (options.arrays || options.defaults)
                        object.entries = [];
                    if (message.entries && message.entries.length) {
                        object.entries = $Array(message.entries.length);
                        for (var j = 0; j < message.entries.length; ++j)
                            object.entries[j] = $root.tivalve.wire.Event.Row.toObject(message.entries[j], options, _depth + 1);
                    }
                    return object;
                };

                /**
                 * Converts this Entries to JSON.
                 * @function toJSON
                 * @memberof tivalve.wire.Event.Entries
                 * @instance
                 * @returns {Object.<string,*>} JSON object
                 */
                Entries.prototype.toJSON = function() {
                    return Entries.toObject(this, $protobuf.util.toJSONOptions);
                };

                return Entries;
            })();

            Event.Admin = (function() {

                /**
                 * Properties of an Admin.
                 * @typedef {Object} tivalve.wire.Event.Admin.$Properties
                 * @property {Uint8Array|null} [adminRequest] Admin adminRequest
                 * @property {Uint8Array|null} [adminResponse] Admin adminResponse
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of an Admin.
                 * @memberof tivalve.wire.Event
                 * @interface IAdmin
                 * @augments tivalve.wire.Event.Admin.$Properties
                 * @deprecated Use tivalve.wire.Event.Admin.$Properties instead.
                 */

                /**
                 * Shape of an Admin.
                 * @typedef {tivalve.wire.Event.Admin.$Properties} tivalve.wire.Event.Admin.$Shape
                 */

                /**
                 * Constructs a new Admin.
                 * @memberof tivalve.wire.Event
                 * @classdesc Represents an Admin.
                 * @constructor
                 * @param {tivalve.wire.Event.Admin.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                var Admin = function (properties) {
                    if (properties)
                        for (var keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * Admin adminRequest.
                 * @member {Uint8Array} adminRequest
                 * @memberof tivalve.wire.Event.Admin
                 * @instance
                 */
                Admin.prototype.adminRequest = $util.newBuffer([]);

                /**
                 * Admin adminResponse.
                 * @member {Uint8Array} adminResponse
                 * @memberof tivalve.wire.Event.Admin
                 * @instance
                 */
                Admin.prototype.adminResponse = $util.newBuffer([]);

                /**
                 * Creates a new Admin instance using the specified properties.
                 * @function create
                 * @memberof tivalve.wire.Event.Admin
                 * @static
                 * @param {tivalve.wire.Event.Admin.$Properties=} [properties] Properties to set
                 * @returns {tivalve.wire.Event.Admin} Admin instance
                 * @type {{
                 *   (properties: tivalve.wire.Event.Admin.$Shape): tivalve.wire.Event.Admin & tivalve.wire.Event.Admin.$Shape;
                 *   (properties?: tivalve.wire.Event.Admin.$Properties): tivalve.wire.Event.Admin;
                 * }}
                 */
                Admin.create = function(properties) {
                    return new Admin(properties);
                };

                /**
                 * Encodes the specified Admin message. Does not implicitly {@link tivalve.wire.Event.Admin.verify|verify} messages.
                 * @function encode
                 * @memberof tivalve.wire.Event.Admin
                 * @static
                 * @param {tivalve.wire.Event.Admin.$Properties} message Admin message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Admin.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.adminRequest != null && $Object.hasOwnProperty.call(message, "adminRequest") && message.adminRequest.length)
                        writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.adminRequest);
                    if (message.adminResponse != null && $Object.hasOwnProperty.call(message, "adminResponse") && message.adminResponse.length)
                        writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.adminResponse);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (var i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes an Admin message from the specified reader or buffer.
                 * @function decode
                 * @memberof tivalve.wire.Event.Admin
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {tivalve.wire.Event.Admin & tivalve.wire.Event.Admin.$Shape} Admin
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Admin.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    var end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.tivalve.wire.Event.Admin();
                    while (reader.pos < end) {
                        var start = reader.pos;
                        var tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        var wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.adminRequest = value;
                                else
                                    delete message.adminRequest;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.adminResponse = value;
                                else
                                    delete message.adminResponse;
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                /**
                 * Verifies an Admin message.
                 * @function verify
                 * @memberof tivalve.wire.Event.Admin
                 * @static
                 * @param {Object.<string,*>} message Plain object to verify
                 * @returns {string|null} `null` if valid, otherwise the reason why it is not
                 */
                Admin.verify = function (message, _depth) {
                    if (typeof message !== "object" || message === null)
                        return "object expected";
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        return "max depth exceeded";
                    if (message.adminRequest != null && $Object.hasOwnProperty.call(message, "adminRequest"))
                        if (!(message.adminRequest && typeof message.adminRequest.length === "number" || $util.isString(message.adminRequest)))
                            return "adminRequest: buffer expected";
                    if (message.adminResponse != null && $Object.hasOwnProperty.call(message, "adminResponse"))
                        if (!(message.adminResponse && typeof message.adminResponse.length === "number" || $util.isString(message.adminResponse)))
                            return "adminResponse: buffer expected";
                    return null;
                };

                /**
                 * Creates an Admin message from a plain object. Also converts values to their respective internal types.
                 * @function fromObject
                 * @memberof tivalve.wire.Event.Admin
                 * @static
                 * @param {Object.<string,*>} object Plain object
                 * @returns {tivalve.wire.Event.Admin} Admin
                 */
                Admin.fromObject = function (object, _depth) {
                    if (object instanceof $root.tivalve.wire.Event.Admin)
                        return object;
                    if (!$util.isObject(object))
                        throw $TypeError(".tivalve.wire.Event.Admin: object expected");
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    var message = new $root.tivalve.wire.Event.Admin();
                    if (object.adminRequest != null)
                        if (object.adminRequest.length)
                            if (typeof object.adminRequest === "string")
                                $util.base64.decode(object.adminRequest, message.adminRequest = $util.newBuffer($util.base64.length(object.adminRequest)), 0);
                            else if (object.adminRequest.length >= 0)
                                message.adminRequest = object.adminRequest;
                    if (object.adminResponse != null)
                        if (object.adminResponse.length)
                            if (typeof object.adminResponse === "string")
                                $util.base64.decode(object.adminResponse, message.adminResponse = $util.newBuffer($util.base64.length(object.adminResponse)), 0);
                            else if (object.adminResponse.length >= 0)
                                message.adminResponse = object.adminResponse;
                    return message;
                };

                /**
                 * Creates a plain object from an Admin message. Also converts values to other types if specified.
                 * @function toObject
                 * @memberof tivalve.wire.Event.Admin
                 * @static
                 * @param {tivalve.wire.Event.Admin} message Admin
                 * @param {$protobuf.IConversionOptions} [options] Conversion options
                 * @returns {Object.<string,*>} Plain object
                 */
                Admin.toObject = function (message, options, _depth) {
                    if (!options)
                        options = {};
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    var object = {};
                    if (options.defaults) {
                        if (options.bytes === $String)
                            object.adminRequest = "";
                        else {
                            object.adminRequest = [];
                            if (options.bytes !== $Array)
                                object.adminRequest = $util.newBuffer(object.adminRequest);
                        }
                        if (options.bytes === $String)
                            object.adminResponse = "";
                        else {
                            object.adminResponse = [];
                            if (options.bytes !== $Array)
                                object.adminResponse = $util.newBuffer(object.adminResponse);
                        }
                    }
                    if (message.adminRequest != null && $Object.hasOwnProperty.call(message, "adminRequest"))
                        object.adminRequest = options.bytes === $String ? $util.base64.encode(message.adminRequest, 0, message.adminRequest.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.adminRequest) : message.adminRequest;
                    if (message.adminResponse != null && $Object.hasOwnProperty.call(message, "adminResponse"))
                        object.adminResponse = options.bytes === $String ? $util.base64.encode(message.adminResponse, 0, message.adminResponse.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.adminResponse) : message.adminResponse;
                    return object;
                };

                /**
                 * Converts this Admin to JSON.
                 * @function toJSON
                 * @memberof tivalve.wire.Event.Admin
                 * @instance
                 * @returns {Object.<string,*>} JSON object
                 */
                Admin.prototype.toJSON = function() {
                    return Admin.toObject(this, $protobuf.util.toJSONOptions);
                };

                return Admin;
            })();

            Event.TxnInfo = (function() {

                /**
                 * Properties of a TxnInfo.
                 * @typedef {Object} tivalve.wire.Event.TxnInfo.$Properties
                 * @property {Long|null} [startTs] TxnInfo startTs
                 * @property {Uint8Array|null} [primary] TxnInfo primary
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a TxnInfo.
                 * @memberof tivalve.wire.Event
                 * @interface ITxnInfo
                 * @augments tivalve.wire.Event.TxnInfo.$Properties
                 * @deprecated Use tivalve.wire.Event.TxnInfo.$Properties instead.
                 */

                /**
                 * Shape of a TxnInfo.
                 * @typedef {tivalve.wire.Event.TxnInfo.$Properties} tivalve.wire.Event.TxnInfo.$Shape
                 */

                /**
                 * Constructs a new TxnInfo.
                 * @memberof tivalve.wire.Event
                 * @classdesc Represents a TxnInfo.
                 * @constructor
                 * @param {tivalve.wire.Event.TxnInfo.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                var TxnInfo = function (properties) {
                    if (properties)
                        for (var keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * TxnInfo startTs.
                 * @member {Long} startTs
                 * @memberof tivalve.wire.Event.TxnInfo
                 * @instance
                 */
                TxnInfo.prototype.startTs = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * TxnInfo primary.
                 * @member {Uint8Array} primary
                 * @memberof tivalve.wire.Event.TxnInfo
                 * @instance
                 */
                TxnInfo.prototype.primary = $util.newBuffer([]);

                /**
                 * Creates a new TxnInfo instance using the specified properties.
                 * @function create
                 * @memberof tivalve.wire.Event.TxnInfo
                 * @static
                 * @param {tivalve.wire.Event.TxnInfo.$Properties=} [properties] Properties to set
                 * @returns {tivalve.wire.Event.TxnInfo} TxnInfo instance
                 * @type {{
                 *   (properties: tivalve.wire.Event.TxnInfo.$Shape): tivalve.wire.Event.TxnInfo & tivalve.wire.Event.TxnInfo.$Shape;
                 *   (properties?: tivalve.wire.Event.TxnInfo.$Properties): tivalve.wire.Event.TxnInfo;
                 * }}
                 */
                TxnInfo.create = function(properties) {
                    return new TxnInfo(properties);
                };

                /**
                 * Encodes the specified TxnInfo message. Does not implicitly {@link tivalve.wire.Event.TxnInfo.verify|verify} messages.
                 * @function encode
                 * @memberof tivalve.wire.Event.TxnInfo
                 * @static
                 * @param {tivalve.wire.Event.TxnInfo.$Properties} message TxnInfo message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                TxnInfo.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.startTs != null && $Object.hasOwnProperty.call(message, "startTs") && (typeof message.startTs === "object" ? message.startTs.low || message.startTs.high : message.startTs !== 0))
                        writer.uint32(/* id 1, wireType 0 =*/8).uint64(message.startTs);
                    if (message.primary != null && $Object.hasOwnProperty.call(message, "primary") && message.primary.length)
                        writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.primary);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (var i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a TxnInfo message from the specified reader or buffer.
                 * @function decode
                 * @memberof tivalve.wire.Event.TxnInfo
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {tivalve.wire.Event.TxnInfo & tivalve.wire.Event.TxnInfo.$Shape} TxnInfo
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                TxnInfo.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    var end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.tivalve.wire.Event.TxnInfo();
                    while (reader.pos < end) {
                        var start = reader.pos;
                        var tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        var wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                    message.startTs = value;
                                else
                                    delete message.startTs;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.primary = value;
                                else
                                    delete message.primary;
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                /**
                 * Verifies a TxnInfo message.
                 * @function verify
                 * @memberof tivalve.wire.Event.TxnInfo
                 * @static
                 * @param {Object.<string,*>} message Plain object to verify
                 * @returns {string|null} `null` if valid, otherwise the reason why it is not
                 */
                TxnInfo.verify = function (message, _depth) {
                    if (typeof message !== "object" || message === null)
                        return "object expected";
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        return "max depth exceeded";
                    if (message.startTs != null && $Object.hasOwnProperty.call(message, "startTs"))
                        if (!$util.isInteger(message.startTs) && !(message.startTs && $util.isInteger(message.startTs.low) && $util.isInteger(message.startTs.high)))
                            return "startTs: integer|Long expected";
                    if (message.primary != null && $Object.hasOwnProperty.call(message, "primary"))
                        if (!(message.primary && typeof message.primary.length === "number" || $util.isString(message.primary)))
                            return "primary: buffer expected";
                    return null;
                };

                /**
                 * Creates a TxnInfo message from a plain object. Also converts values to their respective internal types.
                 * @function fromObject
                 * @memberof tivalve.wire.Event.TxnInfo
                 * @static
                 * @param {Object.<string,*>} object Plain object
                 * @returns {tivalve.wire.Event.TxnInfo} TxnInfo
                 */
                TxnInfo.fromObject = function (object, _depth) {
                    if (object instanceof $root.tivalve.wire.Event.TxnInfo)
                        return object;
                    if (!$util.isObject(object))
                        throw $TypeError(".tivalve.wire.Event.TxnInfo: object expected");
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    var message = new $root.tivalve.wire.Event.TxnInfo();
                    if (object.startTs != null)
                        if (typeof object.startTs === "object" ? object.startTs.low || object.startTs.high : $Number(object.startTs) !== 0)
                            if ($util.Long)
                                message.startTs = $util.Long.fromValue(object.startTs, true);
                            else if (typeof object.startTs === "string")
                                message.startTs = $parseInt(object.startTs, 10);
                            else if (typeof object.startTs === "number")
                                message.startTs = object.startTs;
                            else if (typeof object.startTs === "object")
                                message.startTs = new $util.LongBits(object.startTs.low >>> 0, object.startTs.high >>> 0).toNumber(true);
                    if (object.primary != null)
                        if (object.primary.length)
                            if (typeof object.primary === "string")
                                $util.base64.decode(object.primary, message.primary = $util.newBuffer($util.base64.length(object.primary)), 0);
                            else if (object.primary.length >= 0)
                                message.primary = object.primary;
                    return message;
                };

                /**
                 * Creates a plain object from a TxnInfo message. Also converts values to other types if specified.
                 * @function toObject
                 * @memberof tivalve.wire.Event.TxnInfo
                 * @static
                 * @param {tivalve.wire.Event.TxnInfo} message TxnInfo
                 * @param {$protobuf.IConversionOptions} [options] Conversion options
                 * @returns {Object.<string,*>} Plain object
                 */
                TxnInfo.toObject = function (message, options, _depth) {
                    if (!options)
                        options = {};
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    var object = {};
                    if (options.defaults) {
                        if ($util.Long) {
                            var long = new $util.Long(0, 0, true);
                            object.startTs = options.longs === $String ? long.toString() : options.longs === $Number ? long.toNumber() : typeof $BigInt !== "undefined" && options.longs === $BigInt ? long.toBigInt() : long;
                        } else
                            object.startTs = options.longs === $String ? "0" : typeof $BigInt !== "undefined" && options.longs === $BigInt ? $BigInt("0") : 0;
                        if (options.bytes === $String)
                            object.primary = "";
                        else {
                            object.primary = [];
                            if (options.bytes !== $Array)
                                object.primary = $util.newBuffer(object.primary);
                        }
                    }
                    if (message.startTs != null && $Object.hasOwnProperty.call(message, "startTs"))
                        if (typeof $BigInt !== "undefined" && options.longs === $BigInt)
                            object.startTs = typeof message.startTs === "number" ? $BigInt(message.startTs) : $util.Long.fromBits(message.startTs.low >>> 0, message.startTs.high >>> 0, true).toBigInt();
                        else if (typeof message.startTs === "number")
                            object.startTs = options.longs === $String ? $String(message.startTs) : message.startTs;
                        else
                            object.startTs = options.longs === $String ? $util.Long.prototype.toString.call(message.startTs) : options.longs === $Number ? new $util.LongBits(message.startTs.low >>> 0, message.startTs.high >>> 0).toNumber(true) : message.startTs;
                    if (message.primary != null && $Object.hasOwnProperty.call(message, "primary"))
                        object.primary = options.bytes === $String ? $util.base64.encode(message.primary, 0, message.primary.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.primary) : message.primary;
                    return object;
                };

                /**
                 * Converts this TxnInfo to JSON.
                 * @function toJSON
                 * @memberof tivalve.wire.Event.TxnInfo
                 * @instance
                 * @returns {Object.<string,*>} JSON object
                 */
                TxnInfo.prototype.toJSON = function() {
                    return TxnInfo.toObject(this, $protobuf.util.toJSONOptions);
                };

                return TxnInfo;
            })();

            Event.LongTxn = (function() {

                /**
                 * Properties of a LongTxn.
                 * @typedef {Object} tivalve.wire.Event.LongTxn.$Properties
                 * @property {Array.<tivalve.wire.Event.TxnInfo.$Properties>|null} [txnInfo] LongTxn txnInfo
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a LongTxn.
                 * @memberof tivalve.wire.Event
                 * @interface ILongTxn
                 * @augments tivalve.wire.Event.LongTxn.$Properties
                 * @deprecated Use tivalve.wire.Event.LongTxn.$Properties instead.
                 */

                /**
                 * Shape of a LongTxn.
                 * @typedef {tivalve.wire.Event.LongTxn.$Properties} tivalve.wire.Event.LongTxn.$Shape
                 */

                /**
                 * Constructs a new LongTxn.
                 * @memberof tivalve.wire.Event
                 * @classdesc Represents a LongTxn.
                 * @constructor
                 * @param {tivalve.wire.Event.LongTxn.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                var LongTxn = function (properties) {
                    this.txnInfo = [];
                    if (properties)
                        for (var keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * LongTxn txnInfo.
                 * @member {Array.<tivalve.wire.Event.TxnInfo.$Properties>} txnInfo
                 * @memberof tivalve.wire.Event.LongTxn
                 * @instance
                 */
                LongTxn.prototype.txnInfo = $util.emptyArray;

                /**
                 * Creates a new LongTxn instance using the specified properties.
                 * @function create
                 * @memberof tivalve.wire.Event.LongTxn
                 * @static
                 * @param {tivalve.wire.Event.LongTxn.$Properties=} [properties] Properties to set
                 * @returns {tivalve.wire.Event.LongTxn} LongTxn instance
                 * @type {{
                 *   (properties: tivalve.wire.Event.LongTxn.$Shape): tivalve.wire.Event.LongTxn & tivalve.wire.Event.LongTxn.$Shape;
                 *   (properties?: tivalve.wire.Event.LongTxn.$Properties): tivalve.wire.Event.LongTxn;
                 * }}
                 */
                LongTxn.create = function(properties) {
                    return new LongTxn(properties);
                };

                /**
                 * Encodes the specified LongTxn message. Does not implicitly {@link tivalve.wire.Event.LongTxn.verify|verify} messages.
                 * @function encode
                 * @memberof tivalve.wire.Event.LongTxn
                 * @static
                 * @param {tivalve.wire.Event.LongTxn.$Properties} message LongTxn message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                LongTxn.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.txnInfo != null && message.txnInfo.length)
                        for (var i = 0; i < message.txnInfo.length; ++i)
                            $root.tivalve.wire.Event.TxnInfo.encode(message.txnInfo[i], writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (var i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a LongTxn message from the specified reader or buffer.
                 * @function decode
                 * @memberof tivalve.wire.Event.LongTxn
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {tivalve.wire.Event.LongTxn & tivalve.wire.Event.LongTxn.$Shape} LongTxn
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                LongTxn.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    var end, message;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.tivalve.wire.Event.LongTxn();
                    while (reader.pos < end) {
                        var start = reader.pos;
                        var tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        var wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 2)
                                    break;
                                if (!(message.txnInfo && message.txnInfo.length))
                                    message.txnInfo = [];
                                message.txnInfo.push($root.tivalve.wire.Event.TxnInfo.decode(reader, reader.size(), $undefined, _depth + 1));
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                /**
                 * Verifies a LongTxn message.
                 * @function verify
                 * @memberof tivalve.wire.Event.LongTxn
                 * @static
                 * @param {Object.<string,*>} message Plain object to verify
                 * @returns {string|null} `null` if valid, otherwise the reason why it is not
                 */
                LongTxn.verify = function (message, _depth) {
                    if (typeof message !== "object" || message === null)
                        return "object expected";
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        return "max depth exceeded";
                    if (message.txnInfo != null && $Object.hasOwnProperty.call(message, "txnInfo")) {
                        if (!$Array.isArray(message.txnInfo))
                            return "txnInfo: array expected";
                        for (var i = 0; i < message.txnInfo.length; ++i) {
                            var error = $root.tivalve.wire.Event.TxnInfo.verify(message.txnInfo[i], _depth + 1);
                            if (error)
                                return "txnInfo." + error;
                        }
                    }
                    return null;
                };

                /**
                 * Creates a LongTxn message from a plain object. Also converts values to their respective internal types.
                 * @function fromObject
                 * @memberof tivalve.wire.Event.LongTxn
                 * @static
                 * @param {Object.<string,*>} object Plain object
                 * @returns {tivalve.wire.Event.LongTxn} LongTxn
                 */
                LongTxn.fromObject = function (object, _depth) {
                    if (object instanceof $root.tivalve.wire.Event.LongTxn)
                        return object;
                    if (!$util.isObject(object))
                        throw $TypeError(".tivalve.wire.Event.LongTxn: object expected");
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    var message = new $root.tivalve.wire.Event.LongTxn();
                    if (object.txnInfo) {
                        if (!$Array.isArray(object.txnInfo))
                            throw $TypeError(".tivalve.wire.Event.LongTxn.txnInfo: array expected");
                        message.txnInfo = $Array(object.txnInfo.length);
                        for (var i = 0; i < object.txnInfo.length; ++i) {
                            if (!$util.isObject(object.txnInfo[i]))
                                throw $TypeError(".tivalve.wire.Event.LongTxn.txnInfo: object expected");
                            message.txnInfo[i] = $root.tivalve.wire.Event.TxnInfo.fromObject(object.txnInfo[i], _depth + 1);
                        }
                    }
                    return message;
                };

                /**
                 * Creates a plain object from a LongTxn message. Also converts values to other types if specified.
                 * @function toObject
                 * @memberof tivalve.wire.Event.LongTxn
                 * @static
                 * @param {tivalve.wire.Event.LongTxn} message LongTxn
                 * @param {$protobuf.IConversionOptions} [options] Conversion options
                 * @returns {Object.<string,*>} Plain object
                 */
                LongTxn.toObject = function (message, options, _depth) {
                    if (!options)
                        options = {};
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    var object = {};
                    if (options.arrays || options.defaults)
                        object.txnInfo = [];
                    if (message.txnInfo && message.txnInfo.length) {
                        object.txnInfo = $Array(message.txnInfo.length);
                        for (var j = 0; j < message.txnInfo.length; ++j)
                            object.txnInfo[j] = $root.tivalve.wire.Event.TxnInfo.toObject(message.txnInfo[j], options, _depth + 1);
                    }
                    return object;
                };

                /**
                 * Converts this LongTxn to JSON.
                 * @function toJSON
                 * @memberof tivalve.wire.Event.LongTxn
                 * @instance
                 * @returns {Object.<string,*>} JSON object
                 */
                LongTxn.prototype.toJSON = function() {
                    return LongTxn.toObject(this, $protobuf.util.toJSONOptions);
                };

                return LongTxn;
            })();

            return Event;
        })();

        wire.ChangeDataEvent = (function() {

            /**
             * Properties of a ChangeDataEvent.
             * @typedef {Object} tivalve.wire.ChangeDataEvent.$Properties
             * @property {Array.<tivalve.wire.Event.$Properties>|null} [events] ChangeDataEvent events
             * @property {tivalve.wire.ResolvedTs.$Properties|null} [resolvedTs] ChangeDataEvent resolvedTs
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a ChangeDataEvent.
             * @memberof tivalve.wire
             * @interface IChangeDataEvent
             * @augments tivalve.wire.ChangeDataEvent.$Properties
             * @deprecated Use tivalve.wire.ChangeDataEvent.$Properties instead.
             */

            /**
             * Shape of a ChangeDataEvent.
             * @typedef {{
             *   events?: Array.<tivalve.wire.Event.$Shape>|null;
             *   resolvedTs?: tivalve.wire.ResolvedTs.$Shape|null;
             *   $unknowns?: Array.<Uint8Array>;
             * }} tivalve.wire.ChangeDataEvent.$Shape
             */

            /**
             * Constructs a new ChangeDataEvent.
             * @memberof tivalve.wire
             * @classdesc Represents a ChangeDataEvent.
             * @constructor
             * @param {tivalve.wire.ChangeDataEvent.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            var ChangeDataEvent = function (properties) {
                this.events = [];
                if (properties)
                    for (var keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * ChangeDataEvent events.
             * @member {Array.<tivalve.wire.Event.$Properties>} events
             * @memberof tivalve.wire.ChangeDataEvent
             * @instance
             */
            ChangeDataEvent.prototype.events = $util.emptyArray;

            /**
             * ChangeDataEvent resolvedTs.
             * @member {tivalve.wire.ResolvedTs.$Properties|null|undefined} resolvedTs
             * @memberof tivalve.wire.ChangeDataEvent
             * @instance
             */
            ChangeDataEvent.prototype.resolvedTs = null;

            /**
             * Creates a new ChangeDataEvent instance using the specified properties.
             * @function create
             * @memberof tivalve.wire.ChangeDataEvent
             * @static
             * @param {tivalve.wire.ChangeDataEvent.$Properties=} [properties] Properties to set
             * @returns {tivalve.wire.ChangeDataEvent} ChangeDataEvent instance
             * @type {{
             *   (properties: tivalve.wire.ChangeDataEvent.$Shape): tivalve.wire.ChangeDataEvent & tivalve.wire.ChangeDataEvent.$Shape;
             *   (properties?: tivalve.wire.ChangeDataEvent.$Properties): tivalve.wire.ChangeDataEvent;
             * }}
             */
            ChangeDataEvent.create = function(properties) {
                return new ChangeDataEvent(properties);
            };

            /**
             * Encodes the specified ChangeDataEvent message. Does not implicitly {@link tivalve.wire.ChangeDataEvent.verify|verify} messages.
             * @function encode
             * @memberof tivalve.wire.ChangeDataEvent
             * @static
             * @param {tivalve.wire.ChangeDataEvent.$Properties} message ChangeDataEvent message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            ChangeDataEvent.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.events != null && message.events.length)
                    for (var i = 0; i < message.events.length; ++i)
                        $root.tivalve.wire.Event.encode(message.events[i], writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                if (message.resolvedTs != null && $Object.hasOwnProperty.call(message, "resolvedTs"))
                    $root.tivalve.wire.ResolvedTs.encode(message.resolvedTs, writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (var i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a ChangeDataEvent message from the specified reader or buffer.
             * @function decode
             * @memberof tivalve.wire.ChangeDataEvent
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {tivalve.wire.ChangeDataEvent & tivalve.wire.ChangeDataEvent.$Shape} ChangeDataEvent
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            ChangeDataEvent.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                var end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.tivalve.wire.ChangeDataEvent();
                while (reader.pos < end) {
                    var start = reader.pos;
                    var tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    var wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if (!(message.events && message.events.length))
                                message.events = [];
                            message.events.push($root.tivalve.wire.Event.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            message.resolvedTs = $root.tivalve.wire.ResolvedTs.decode(reader, reader.size(), $undefined, _depth + 1, message.resolvedTs);
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            /**
             * Verifies a ChangeDataEvent message.
             * @function verify
             * @memberof tivalve.wire.ChangeDataEvent
             * @static
             * @param {Object.<string,*>} message Plain object to verify
             * @returns {string|null} `null` if valid, otherwise the reason why it is not
             */
            ChangeDataEvent.verify = function (message, _depth) {
                if (typeof message !== "object" || message === null)
                    return "object expected";
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    return "max depth exceeded";
                if (message.events != null && $Object.hasOwnProperty.call(message, "events")) {
                    if (!$Array.isArray(message.events))
                        return "events: array expected";
                    for (var i = 0; i < message.events.length; ++i) {
                        var error = $root.tivalve.wire.Event.verify(message.events[i], _depth + 1);
                        if (error)
                            return "events." + error;
                    }
                }
                if (message.resolvedTs != null && $Object.hasOwnProperty.call(message, "resolvedTs")) {
                    var error = $root.tivalve.wire.ResolvedTs.verify(message.resolvedTs, _depth + 1);
                    if (error)
                        return "resolvedTs." + error;
                }
                return null;
            };

            /**
             * Creates a ChangeDataEvent message from a plain object. Also converts values to their respective internal types.
             * @function fromObject
             * @memberof tivalve.wire.ChangeDataEvent
             * @static
             * @param {Object.<string,*>} object Plain object
             * @returns {tivalve.wire.ChangeDataEvent} ChangeDataEvent
             */
            ChangeDataEvent.fromObject = function (object, _depth) {
                if (object instanceof $root.tivalve.wire.ChangeDataEvent)
                    return object;
                if (!$util.isObject(object))
                    throw $TypeError(".tivalve.wire.ChangeDataEvent: object expected");
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                var message = new $root.tivalve.wire.ChangeDataEvent();
                if (object.events) {
                    if (!$Array.isArray(object.events))
                        throw $TypeError(".tivalve.wire.ChangeDataEvent.events: array expected");
                    message.events = $Array(object.events.length);
                    for (var i = 0; i < object.events.length; ++i) {
                        if (!$util.isObject(object.events[i]))
                            throw $TypeError(".tivalve.wire.ChangeDataEvent.events: object expected");
                        message.events[i] = $root.tivalve.wire.Event.fromObject(object.events[i], _depth + 1);
                    }
                }
                if (object.resolvedTs != null) {
                    if (!$util.isObject(object.resolvedTs))
                        throw $TypeError(".tivalve.wire.ChangeDataEvent.resolvedTs: object expected");
                    message.resolvedTs = $root.tivalve.wire.ResolvedTs.fromObject(object.resolvedTs, _depth + 1);
                }
                return message;
            };

            /**
             * Creates a plain object from a ChangeDataEvent message. Also converts values to other types if specified.
             * @function toObject
             * @memberof tivalve.wire.ChangeDataEvent
             * @static
             * @param {tivalve.wire.ChangeDataEvent} message ChangeDataEvent
             * @param {$protobuf.IConversionOptions} [options] Conversion options
             * @returns {Object.<string,*>} Plain object
             */
            ChangeDataEvent.toObject = function (message, options, _depth) {
                if (!options)
                    options = {};
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                var object = {};
                if (options.arrays || options.defaults)
                    object.events = [];
                if (options.defaults)
                    object.resolvedTs = null;
                if (message.events && message.events.length) {
                    object.events = $Array(message.events.length);
                    for (var j = 0; j < message.events.length; ++j)
                        object.events[j] = $root.tivalve.wire.Event.toObject(message.events[j], options, _depth + 1);
                }
                if (message.resolvedTs != null && $Object.hasOwnProperty.call(message, "resolvedTs"))
                    object.resolvedTs = $root.tivalve.wire.ResolvedTs.toObject(message.resolvedTs, options, _depth + 1);
                return object;
            };

            /**
             * Converts this ChangeDataEvent to JSON.
             * @function toJSON
             * @memberof tivalve.wire.ChangeDataEvent
             * @instance
             * @returns {Object.<string,*>} JSON object
             */
            ChangeDataEvent.prototype.toJSON = function() {
                return ChangeDataEvent.toObject(this, $protobuf.util.toJSONOptions);
            };

            return ChangeDataEvent;
        })();

        return wire;
    })();

    return tivalve;
})();

module.exports = $root;
