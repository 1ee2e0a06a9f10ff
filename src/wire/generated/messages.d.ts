import * as $protobuf from "protobufjs";
import Long = require("long");

/** Namespace cdcpb. */
export namespace cdcpb {

    /**
     * Properties of a Header.
     * @deprecated Use cdcpb.Header.$Properties instead.
     */
    interface IHeader extends cdcpb.Header.$Properties {
    }

    /** Represents a Header. */
    class Header {

        /**
         * Constructs a new Header.
         * @param [properties] Properties to set
         */
        constructor(properties?: cdcpb.Header.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Header clusterId. */
        clusterId: Long;

        /** Header ticdcVersion. */
        ticdcVersion: string;

        /**
         * Creates a new Header instance using the specified properties.
         * @param [properties] Properties to set
         * @returns Header instance
         */
        static create(properties: cdcpb.Header.$Shape): cdcpb.Header & cdcpb.Header.$Shape;
        static create(properties?: cdcpb.Header.$Properties): cdcpb.Header;

        /**
         * Encodes the specified Header message. Does not implicitly {@link cdcpb.Header.verify|verify} messages.
         * @param message Header message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: cdcpb.Header.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Header message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {cdcpb.Header & cdcpb.Header.$Shape} Header
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): cdcpb.Header & cdcpb.Header.$Shape;

        /**
         * Creates a Header message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns Header
         */
        static fromObject(object: { [k: string]: any }): cdcpb.Header;

        /**
         * Creates a plain object from a Header message. Also converts values to other types if specified.
         * @param message Header
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: cdcpb.Header, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this Header to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace Header {

        /** Properties of a Header. */
        interface $Properties {

            /** Header clusterId */
            clusterId?: (Long|null);

            /** Header ticdcVersion */
            ticdcVersion?: (string|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a Header. */
        type $Shape = cdcpb.Header.$Properties;
    }

    /**
     * Properties of a ChangeDataRequest.
     * @deprecated Use cdcpb.ChangeDataRequest.$Properties instead.
     */
    interface IChangeDataRequest extends cdcpb.ChangeDataRequest.$Properties {
    }

    /** Represents a ChangeDataRequest. */
    class ChangeDataRequest {

        /**
         * Constructs a new ChangeDataRequest.
         * @param [properties] Properties to set
         */
        constructor(properties?: cdcpb.ChangeDataRequest.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** ChangeDataRequest header. */
        header?: (cdcpb.Header.$Properties|null);

        /** ChangeDataRequest regionId. */
        regionId: Long;

        /** ChangeDataRequest regionEpoch. */
        regionEpoch?: (metapb.RegionEpoch.$Properties|null);

        /** ChangeDataRequest checkpointTs. */
        checkpointTs: Long;

        /** ChangeDataRequest startKey. */
        startKey: Uint8Array;

        /** ChangeDataRequest endKey. */
        endKey: Uint8Array;

        /** ChangeDataRequest requestId. */
        requestId: Long;

        /** ChangeDataRequest extraOp. */
        extraOp: kvrpcpb.ExtraOp;

        /** ChangeDataRequest register. */
        register?: (cdcpb.ChangeDataRequest.Register.$Properties|null);

        /** ChangeDataRequest notifyTxnStatus. */
        notifyTxnStatus?: (cdcpb.ChangeDataRequest.NotifyTxnStatus.$Properties|null);

        /** ChangeDataRequest deregister. */
        deregister?: (cdcpb.ChangeDataRequest.Deregister.$Properties|null);

        /** ChangeDataRequest kvApi. */
        kvApi: cdcpb.ChangeDataRequest.KvAPI;

        /** ChangeDataRequest filterLoop. */
        filterLoop: boolean;

        /** ChangeDataRequest scanPriority. */
        scanPriority: cdcpb.ScanPriority;

        /** ChangeDataRequest request. */
        request?: ("register"|"notifyTxnStatus"|"deregister");

        /**
         * Creates a new ChangeDataRequest instance using the specified properties.
         * @param [properties] Properties to set
         * @returns ChangeDataRequest instance
         */
        static create(properties: cdcpb.ChangeDataRequest.$Shape): cdcpb.ChangeDataRequest & cdcpb.ChangeDataRequest.$Shape;
        static create(properties?: cdcpb.ChangeDataRequest.$Properties): cdcpb.ChangeDataRequest;

        /**
         * Encodes the specified ChangeDataRequest message. Does not implicitly {@link cdcpb.ChangeDataRequest.verify|verify} messages.
         * @param message ChangeDataRequest message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: cdcpb.ChangeDataRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a ChangeDataRequest message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {cdcpb.ChangeDataRequest & cdcpb.ChangeDataRequest.$Shape} ChangeDataRequest
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): cdcpb.ChangeDataRequest & cdcpb.ChangeDataRequest.$Shape;

        /**
         * Creates a ChangeDataRequest message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns ChangeDataRequest
         */
        static fromObject(object: { [k: string]: any }): cdcpb.ChangeDataRequest;

        /**
         * Creates a plain object from a ChangeDataRequest message. Also converts values to other types if specified.
         * @param message ChangeDataRequest
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: cdcpb.ChangeDataRequest, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this ChangeDataRequest to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace ChangeDataRequest {

        /** Properties of a ChangeDataRequest. */
        interface $Properties {

            /** ChangeDataRequest header */
            header?: (cdcpb.Header.$Properties|null);

            /** ChangeDataRequest regionId */
            regionId?: (Long|null);

            /** ChangeDataRequest regionEpoch */
            regionEpoch?: (metapb.RegionEpoch.$Properties|null);

            /** ChangeDataRequest checkpointTs */
            checkpointTs?: (Long|null);

            /** ChangeDataRequest startKey */
            startKey?: (Uint8Array|null);

            /** ChangeDataRequest endKey */
            endKey?: (Uint8Array|null);

            /** ChangeDataRequest requestId */
            requestId?: (Long|null);

            /** ChangeDataRequest extraOp */
            extraOp?: (kvrpcpb.ExtraOp|null);

            /** ChangeDataRequest register */
            register?: (cdcpb.ChangeDataRequest.Register.$Properties|null);

            /** ChangeDataRequest notifyTxnStatus */
            notifyTxnStatus?: (cdcpb.ChangeDataRequest.NotifyTxnStatus.$Properties|null);

            /** ChangeDataRequest deregister */
            deregister?: (cdcpb.ChangeDataRequest.Deregister.$Properties|null);

            /** ChangeDataRequest kvApi */
            kvApi?: (cdcpb.ChangeDataRequest.KvAPI|null);

            /** ChangeDataRequest filterLoop */
            filterLoop?: (boolean|null);

            /** ChangeDataRequest scanPriority */
            scanPriority?: (cdcpb.ScanPriority|null);

            /** ChangeDataRequest request */
            request?: ("register"|"notifyTxnStatus"|"deregister");

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Narrowed shape of a ChangeDataRequest. */
        type $Shape = {
          header?: cdcpb.Header.$Shape|null;
          regionId?: Long|null;
          regionEpoch?: metapb.RegionEpoch.$Shape|null;
          checkpointTs?: Long|null;
          startKey?: Uint8Array|null;
          endKey?: Uint8Array|null;
          requestId?: Long|null;
          extraOp?: kvrpcpb.ExtraOp|null;
          register?: cdcpb.ChangeDataRequest.Register.$Shape|null;
          notifyTxnStatus?: cdcpb.ChangeDataRequest.NotifyTxnStatus.$Shape|null;
          deregister?: cdcpb.ChangeDataRequest.Deregister.$Shape|null;
          kvApi?: cdcpb.ChangeDataRequest.KvAPI|null;
          filterLoop?: boolean|null;
          scanPriority?: cdcpb.ScanPriority|null;
          $unknowns?: Uint8Array[];
        } & (
          ({ request?: undefined; register?: null; notifyTxnStatus?: null; deregister?: null }|{ request?: "register"; register: cdcpb.ChangeDataRequest.Register.$Shape; notifyTxnStatus?: null; deregister?: null }|{ request?: "notifyTxnStatus"; register?: null; notifyTxnStatus: cdcpb.ChangeDataRequest.NotifyTxnStatus.$Shape; deregister?: null }|{ request?: "deregister"; register?: null; notifyTxnStatus?: null; deregister: cdcpb.ChangeDataRequest.Deregister.$Shape })
        );

        /** KvAPI enum. */
        enum KvAPI {

            /** TiDB value */
            TiDB = 0,

            /** RawKV value */
            RawKV = 1,

            /** TxnKV value */
            TxnKV = 2
        }

        /**
         * Properties of a Register.
         * @deprecated Use cdcpb.ChangeDataRequest.Register.$Properties instead.
         */
        interface IRegister extends cdcpb.ChangeDataRequest.Register.$Properties {
        }

        /** Represents a Register. */
        class Register {

            /**
             * Constructs a new Register.
             * @param [properties] Properties to set
             */
            constructor(properties?: cdcpb.ChangeDataRequest.Register.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /**
             * Creates a new Register instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Register instance
             */
            static create(properties: cdcpb.ChangeDataRequest.Register.$Shape): cdcpb.ChangeDataRequest.Register & cdcpb.ChangeDataRequest.Register.$Shape;
            static create(properties?: cdcpb.ChangeDataRequest.Register.$Properties): cdcpb.ChangeDataRequest.Register;

            /**
             * Encodes the specified Register message. Does not implicitly {@link cdcpb.ChangeDataRequest.Register.verify|verify} messages.
             * @param message Register message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: cdcpb.ChangeDataRequest.Register.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Register message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {cdcpb.ChangeDataRequest.Register & cdcpb.ChangeDataRequest.Register.$Shape} Register
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): cdcpb.ChangeDataRequest.Register & cdcpb.ChangeDataRequest.Register.$Shape;

            /**
             * Creates a Register message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns Register
             */
            static fromObject(object: { [k: string]: any }): cdcpb.ChangeDataRequest.Register;

            /**
             * Creates a plain object from a Register message. Also converts values to other types if specified.
             * @param message Register
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: cdcpb.ChangeDataRequest.Register, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this Register to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace Register {

            /** Properties of a Register. */
            interface $Properties {

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Register. */
            type $Shape = cdcpb.ChangeDataRequest.Register.$Properties;
        }

        /**
         * Properties of a Deregister.
         * @deprecated Use cdcpb.ChangeDataRequest.Deregister.$Properties instead.
         */
        interface IDeregister extends cdcpb.ChangeDataRequest.Deregister.$Properties {
        }

        /** Represents a Deregister. */
        class Deregister {

            /**
             * Constructs a new Deregister.
             * @param [properties] Properties to set
             */
            constructor(properties?: cdcpb.ChangeDataRequest.Deregister.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /**
             * Creates a new Deregister instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Deregister instance
             */
            static create(properties: cdcpb.ChangeDataRequest.Deregister.$Shape): cdcpb.ChangeDataRequest.Deregister & cdcpb.ChangeDataRequest.Deregister.$Shape;
            static create(properties?: cdcpb.ChangeDataRequest.Deregister.$Properties): cdcpb.ChangeDataRequest.Deregister;

            /**
             * Encodes the specified Deregister message. Does not implicitly {@link cdcpb.ChangeDataRequest.Deregister.verify|verify} messages.
             * @param message Deregister message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: cdcpb.ChangeDataRequest.Deregister.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Deregister message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {cdcpb.ChangeDataRequest.Deregister & cdcpb.ChangeDataRequest.Deregister.$Shape} Deregister
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): cdcpb.ChangeDataRequest.Deregister & cdcpb.ChangeDataRequest.Deregister.$Shape;

            /**
             * Creates a Deregister message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns Deregister
             */
            static fromObject(object: { [k: string]: any }): cdcpb.ChangeDataRequest.Deregister;

            /**
             * Creates a plain object from a Deregister message. Also converts values to other types if specified.
             * @param message Deregister
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: cdcpb.ChangeDataRequest.Deregister, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this Deregister to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace Deregister {

            /** Properties of a Deregister. */
            interface $Properties {

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Deregister. */
            type $Shape = cdcpb.ChangeDataRequest.Deregister.$Properties;
        }

        /**
         * Properties of a NotifyTxnStatus.
         * @deprecated Use cdcpb.ChangeDataRequest.NotifyTxnStatus.$Properties instead.
         */
        interface INotifyTxnStatus extends cdcpb.ChangeDataRequest.NotifyTxnStatus.$Properties {
        }

        /** Represents a NotifyTxnStatus. */
        class NotifyTxnStatus {

            /**
             * Constructs a new NotifyTxnStatus.
             * @param [properties] Properties to set
             */
            constructor(properties?: cdcpb.ChangeDataRequest.NotifyTxnStatus.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** NotifyTxnStatus txnStatus. */
            txnStatus: cdcpb.TxnStatus.$Properties[];

            /**
             * Creates a new NotifyTxnStatus instance using the specified properties.
             * @param [properties] Properties to set
             * @returns NotifyTxnStatus instance
             */
            static create(properties: cdcpb.ChangeDataRequest.NotifyTxnStatus.$Shape): cdcpb.ChangeDataRequest.NotifyTxnStatus & cdcpb.ChangeDataRequest.NotifyTxnStatus.$Shape;
            static create(properties?: cdcpb.ChangeDataRequest.NotifyTxnStatus.$Properties): cdcpb.ChangeDataRequest.NotifyTxnStatus;

            /**
             * Encodes the specified NotifyTxnStatus message. Does not implicitly {@link cdcpb.ChangeDataRequest.NotifyTxnStatus.verify|verify} messages.
             * @param message NotifyTxnStatus message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: cdcpb.ChangeDataRequest.NotifyTxnStatus.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a NotifyTxnStatus message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {cdcpb.ChangeDataRequest.NotifyTxnStatus & cdcpb.ChangeDataRequest.NotifyTxnStatus.$Shape} NotifyTxnStatus
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): cdcpb.ChangeDataRequest.NotifyTxnStatus & cdcpb.ChangeDataRequest.NotifyTxnStatus.$Shape;

            /**
             * Creates a NotifyTxnStatus message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns NotifyTxnStatus
             */
            static fromObject(object: { [k: string]: any }): cdcpb.ChangeDataRequest.NotifyTxnStatus;

            /**
             * Creates a plain object from a NotifyTxnStatus message. Also converts values to other types if specified.
             * @param message NotifyTxnStatus
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: cdcpb.ChangeDataRequest.NotifyTxnStatus, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this NotifyTxnStatus to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace NotifyTxnStatus {

            /** Properties of a NotifyTxnStatus. */
            interface $Properties {

                /** NotifyTxnStatus txnStatus */
                txnStatus?: (cdcpb.TxnStatus.$Properties[]|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a NotifyTxnStatus. */
            type $Shape = cdcpb.ChangeDataRequest.NotifyTxnStatus.$Properties;
        }
    }

    /** ScanPriority enum. */
    enum ScanPriority {

        /** SCAN_PRIORITY_UNKNOWN value */
        SCAN_PRIORITY_UNKNOWN = 0,

        /** SCAN_PRIORITY_LOW value */
        SCAN_PRIORITY_LOW = 1,

        /** SCAN_PRIORITY_HIGH value */
        SCAN_PRIORITY_HIGH = 2
    }

    /**
     * Properties of a TxnStatus.
     * @deprecated Use cdcpb.TxnStatus.$Properties instead.
     */
    interface ITxnStatus extends cdcpb.TxnStatus.$Properties {
    }

    /** Represents a TxnStatus. */
    class TxnStatus {

        /**
         * Constructs a new TxnStatus.
         * @param [properties] Properties to set
         */
        constructor(properties?: cdcpb.TxnStatus.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** TxnStatus startTs. */
        startTs: Long;

        /** TxnStatus minCommitTs. */
        minCommitTs: Long;

        /** TxnStatus commitTs. */
        commitTs: Long;

        /** TxnStatus isRolledBack. */
        isRolledBack: boolean;

        /**
         * Creates a new TxnStatus instance using the specified properties.
         * @param [properties] Properties to set
         * @returns TxnStatus instance
         */
        static create(properties: cdcpb.TxnStatus.$Shape): cdcpb.TxnStatus & cdcpb.TxnStatus.$Shape;
        static create(properties?: cdcpb.TxnStatus.$Properties): cdcpb.TxnStatus;

        /**
         * Encodes the specified TxnStatus message. Does not implicitly {@link cdcpb.TxnStatus.verify|verify} messages.
         * @param message TxnStatus message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: cdcpb.TxnStatus.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a TxnStatus message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {cdcpb.TxnStatus & cdcpb.TxnStatus.$Shape} TxnStatus
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): cdcpb.TxnStatus & cdcpb.TxnStatus.$Shape;

        /**
         * Creates a TxnStatus message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns TxnStatus
         */
        static fromObject(object: { [k: string]: any }): cdcpb.TxnStatus;

        /**
         * Creates a plain object from a TxnStatus message. Also converts values to other types if specified.
         * @param message TxnStatus
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: cdcpb.TxnStatus, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this TxnStatus to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace TxnStatus {

        /** Properties of a TxnStatus. */
        interface $Properties {

            /** TxnStatus startTs */
            startTs?: (Long|null);

            /** TxnStatus minCommitTs */
            minCommitTs?: (Long|null);

            /** TxnStatus commitTs */
            commitTs?: (Long|null);

            /** TxnStatus isRolledBack */
            isRolledBack?: (boolean|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a TxnStatus. */
        type $Shape = cdcpb.TxnStatus.$Properties;
    }

    /**
     * Properties of a TxnInfo.
     * @deprecated Use cdcpb.TxnInfo.$Properties instead.
     */
    interface ITxnInfo extends cdcpb.TxnInfo.$Properties {
    }

    /** Represents a TxnInfo. */
    class TxnInfo {

        /**
         * Constructs a new TxnInfo.
         * @param [properties] Properties to set
         */
        constructor(properties?: cdcpb.TxnInfo.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** TxnInfo startTs. */
        startTs: Long;

        /** TxnInfo primary. */
        primary: Uint8Array;

        /**
         * Creates a new TxnInfo instance using the specified properties.
         * @param [properties] Properties to set
         * @returns TxnInfo instance
         */
        static create(properties: cdcpb.TxnInfo.$Shape): cdcpb.TxnInfo & cdcpb.TxnInfo.$Shape;
        static create(properties?: cdcpb.TxnInfo.$Properties): cdcpb.TxnInfo;

        /**
         * Encodes the specified TxnInfo message. Does not implicitly {@link cdcpb.TxnInfo.verify|verify} messages.
         * @param message TxnInfo message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: cdcpb.TxnInfo.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a TxnInfo message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {cdcpb.TxnInfo & cdcpb.TxnInfo.$Shape} TxnInfo
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): cdcpb.TxnInfo & cdcpb.TxnInfo.$Shape;

        /**
         * Creates a TxnInfo message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns TxnInfo
         */
        static fromObject(object: { [k: string]: any }): cdcpb.TxnInfo;

        /**
         * Creates a plain object from a TxnInfo message. Also converts values to other types if specified.
         * @param message TxnInfo
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: cdcpb.TxnInfo, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this TxnInfo to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace TxnInfo {

        /** Properties of a TxnInfo. */
        interface $Properties {

            /** TxnInfo startTs */
            startTs?: (Long|null);

            /** TxnInfo primary */
            primary?: (Uint8Array|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a TxnInfo. */
        type $Shape = cdcpb.TxnInfo.$Properties;
    }

    /**
     * Properties of a ChangeDataEvent.
     * @deprecated Use cdcpb.ChangeDataEvent.$Properties instead.
     */
    interface IChangeDataEvent extends cdcpb.ChangeDataEvent.$Properties {
    }

    /** Represents a ChangeDataEvent. */
    class ChangeDataEvent {

        /**
         * Constructs a new ChangeDataEvent.
         * @param [properties] Properties to set
         */
        constructor(properties?: cdcpb.ChangeDataEvent.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** ChangeDataEvent events. */
        events: cdcpb.Event.$Properties[];

        /** ChangeDataEvent resolvedTs. */
        resolvedTs?: (cdcpb.ResolvedTs.$Properties|null);

        /**
         * Creates a new ChangeDataEvent instance using the specified properties.
         * @param [properties] Properties to set
         * @returns ChangeDataEvent instance
         */
        static create(properties: cdcpb.ChangeDataEvent.$Shape): cdcpb.ChangeDataEvent & cdcpb.ChangeDataEvent.$Shape;
        static create(properties?: cdcpb.ChangeDataEvent.$Properties): cdcpb.ChangeDataEvent;

        /**
         * Encodes the specified ChangeDataEvent message. Does not implicitly {@link cdcpb.ChangeDataEvent.verify|verify} messages.
         * @param message ChangeDataEvent message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: cdcpb.ChangeDataEvent.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a ChangeDataEvent message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {cdcpb.ChangeDataEvent & cdcpb.ChangeDataEvent.$Shape} ChangeDataEvent
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): cdcpb.ChangeDataEvent & cdcpb.ChangeDataEvent.$Shape;

        /**
         * Creates a ChangeDataEvent message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns ChangeDataEvent
         */
        static fromObject(object: { [k: string]: any }): cdcpb.ChangeDataEvent;

        /**
         * Creates a plain object from a ChangeDataEvent message. Also converts values to other types if specified.
         * @param message ChangeDataEvent
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: cdcpb.ChangeDataEvent, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this ChangeDataEvent to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace ChangeDataEvent {

        /** Properties of a ChangeDataEvent. */
        interface $Properties {

            /** ChangeDataEvent events */
            events?: (cdcpb.Event.$Properties[]|null);

            /** ChangeDataEvent resolvedTs */
            resolvedTs?: (cdcpb.ResolvedTs.$Properties|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a ChangeDataEvent. */
        type $Shape = {
          events?: cdcpb.Event.$Shape[]|null;
          resolvedTs?: cdcpb.ResolvedTs.$Shape|null;
          $unknowns?: Uint8Array[];
        };
    }

    /**
     * Properties of a ResolvedTs.
     * @deprecated Use cdcpb.ResolvedTs.$Properties instead.
     */
    interface IResolvedTs extends cdcpb.ResolvedTs.$Properties {
    }

    /** Represents a ResolvedTs. */
    class ResolvedTs {

        /**
         * Constructs a new ResolvedTs.
         * @param [properties] Properties to set
         */
        constructor(properties?: cdcpb.ResolvedTs.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** ResolvedTs regions. */
        regions: Long[];

        /** ResolvedTs ts. */
        ts: Long;

        /** ResolvedTs requestId. */
        requestId: Long;

        /**
         * Creates a new ResolvedTs instance using the specified properties.
         * @param [properties] Properties to set
         * @returns ResolvedTs instance
         */
        static create(properties: cdcpb.ResolvedTs.$Shape): cdcpb.ResolvedTs & cdcpb.ResolvedTs.$Shape;
        static create(properties?: cdcpb.ResolvedTs.$Properties): cdcpb.ResolvedTs;

        /**
         * Encodes the specified ResolvedTs message. Does not implicitly {@link cdcpb.ResolvedTs.verify|verify} messages.
         * @param message ResolvedTs message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: cdcpb.ResolvedTs.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a ResolvedTs message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {cdcpb.ResolvedTs & cdcpb.ResolvedTs.$Shape} ResolvedTs
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): cdcpb.ResolvedTs & cdcpb.ResolvedTs.$Shape;

        /**
         * Creates a ResolvedTs message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns ResolvedTs
         */
        static fromObject(object: { [k: string]: any }): cdcpb.ResolvedTs;

        /**
         * Creates a plain object from a ResolvedTs message. Also converts values to other types if specified.
         * @param message ResolvedTs
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: cdcpb.ResolvedTs, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this ResolvedTs to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace ResolvedTs {

        /** Properties of a ResolvedTs. */
        interface $Properties {

            /** ResolvedTs regions */
            regions?: (Long[]|null);

            /** ResolvedTs ts */
            ts?: (Long|null);

            /** ResolvedTs requestId */
            requestId?: (Long|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a ResolvedTs. */
        type $Shape = cdcpb.ResolvedTs.$Properties;
    }

    /**
     * Properties of an Event.
     * @deprecated Use cdcpb.Event.$Properties instead.
     */
    interface IEvent extends cdcpb.Event.$Properties {
    }

    /** Represents an Event. */
    class Event {

        /**
         * Constructs a new Event.
         * @param [properties] Properties to set
         */
        constructor(properties?: cdcpb.Event.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Event regionId. */
        regionId: Long;

        /** Event index. */
        index: Long;

        /** Event entries. */
        entries?: (cdcpb.Event.Entries.$Properties|null);

        /** Event admin. */
        admin?: (cdcpb.Event.Admin.$Properties|null);

        /** Event error. */
        error?: (cdcpb.Error.$Properties|null);

        /** Event resolvedTs. */
        resolvedTs?: (Long|null);

        /** Event longTxn. */
        longTxn?: (cdcpb.Event.LongTxn.$Properties|null);

        /** Event requestId. */
        requestId: Long;

        /** Event event. */
        event?: ("entries"|"admin"|"error"|"resolvedTs"|"longTxn");

        /**
         * Creates a new Event instance using the specified properties.
         * @param [properties] Properties to set
         * @returns Event instance
         */
        static create(properties: cdcpb.Event.$Shape): cdcpb.Event & cdcpb.Event.$Shape;
        static create(properties?: cdcpb.Event.$Properties): cdcpb.Event;

        /**
         * Encodes the specified Event message. Does not implicitly {@link cdcpb.Event.verify|verify} messages.
         * @param message Event message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: cdcpb.Event.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes an Event message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {cdcpb.Event & cdcpb.Event.$Shape} Event
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): cdcpb.Event & cdcpb.Event.$Shape;

        /**
         * Creates an Event message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns Event
         */
        static fromObject(object: { [k: string]: any }): cdcpb.Event;

        /**
         * Creates a plain object from an Event message. Also converts values to other types if specified.
         * @param message Event
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: cdcpb.Event, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this Event to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace Event {

        /** Properties of an Event. */
        interface $Properties {

            /** Event regionId */
            regionId?: (Long|null);

            /** Event index */
            index?: (Long|null);

            /** Event entries */
            entries?: (cdcpb.Event.Entries.$Properties|null);

            /** Event admin */
            admin?: (cdcpb.Event.Admin.$Properties|null);

            /** Event error */
            error?: (cdcpb.Error.$Properties|null);

            /** Event resolvedTs */
            resolvedTs?: (Long|null);

            /** Event longTxn */
            longTxn?: (cdcpb.Event.LongTxn.$Properties|null);

            /** Event requestId */
            requestId?: (Long|null);

            /** Event event */
            event?: ("entries"|"admin"|"error"|"resolvedTs"|"longTxn");

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Narrowed shape of an Event. */
        type $Shape = {
          regionId?: Long|null;
          index?: Long|null;
          entries?: cdcpb.Event.Entries.$Shape|null;
          admin?: cdcpb.Event.Admin.$Shape|null;
          error?: cdcpb.Error.$Shape|null;
          resolvedTs?: Long|null;
          longTxn?: cdcpb.Event.LongTxn.$Shape|null;
          requestId?: Long|null;
          $unknowns?: Uint8Array[];
        } & (
          ({ event?: undefined; entries?: null; admin?: null; error?: null; resolvedTs?: null; longTxn?: null }|{ event?: "entries"; entries: cdcpb.Event.Entries.$Shape; admin?: null; error?: null; resolvedTs?: null; longTxn?: null }|{ event?: "admin"; entries?: null; admin: cdcpb.Event.Admin.$Shape; error?: null; resolvedTs?: null; longTxn?: null }|{ event?: "error"; entries?: null; admin?: null; error: cdcpb.Error.$Shape; resolvedTs?: null; longTxn?: null }|{ event?: "resolvedTs"; entries?: null; admin?: null; error?: null; resolvedTs: Long; longTxn?: null }|{ event?: "longTxn"; entries?: null; admin?: null; error?: null; resolvedTs?: null; longTxn: cdcpb.Event.LongTxn.$Shape })
        );

        /** LogType enum. */
        enum LogType {

            /** UNKNOWN value */
            UNKNOWN = 0,

            /** PREWRITE value */
            PREWRITE = 1,

            /** COMMIT value */
            COMMIT = 2,

            /** ROLLBACK value */
            ROLLBACK = 3,

            /** COMMITTED value */
            COMMITTED = 4,

            /** INITIALIZED value */
            INITIALIZED = 5
        }

        /**
         * Properties of an Entries.
         * @deprecated Use cdcpb.Event.Entries.$Properties instead.
         */
        interface IEntries extends cdcpb.Event.Entries.$Properties {
        }

        /** Represents an Entries. */
        class Entries {

            /**
             * Constructs a new Entries.
             * @param [properties] Properties to set
             */
            constructor(properties?: cdcpb.Event.Entries.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Entries entries. */
            entries: cdcpb.Event.Row.$Properties[];

            /**
             * Creates a new Entries instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Entries instance
             */
            static create(properties: cdcpb.Event.Entries.$Shape): cdcpb.Event.Entries & cdcpb.Event.Entries.$Shape;
            static create(properties?: cdcpb.Event.Entries.$Properties): cdcpb.Event.Entries;

            /**
             * Encodes the specified Entries message. Does not implicitly {@link cdcpb.Event.Entries.verify|verify} messages.
             * @param message Entries message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: cdcpb.Event.Entries.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an Entries message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {cdcpb.Event.Entries & cdcpb.Event.Entries.$Shape} Entries
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): cdcpb.Event.Entries & cdcpb.Event.Entries.$Shape;

            /**
             * Creates an Entries message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns Entries
             */
            static fromObject(object: { [k: string]: any }): cdcpb.Event.Entries;

            /**
             * Creates a plain object from an Entries message. Also converts values to other types if specified.
             * @param message Entries
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: cdcpb.Event.Entries, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this Entries to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace Entries {

            /** Properties of an Entries. */
            interface $Properties {

                /** Entries entries */
                entries?: (cdcpb.Event.Row.$Properties[]|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an Entries. */
            type $Shape = cdcpb.Event.Entries.$Properties;
        }

        /**
         * Properties of a Row.
         * @deprecated Use cdcpb.Event.Row.$Properties instead.
         */
        interface IRow extends cdcpb.Event.Row.$Properties {
        }

        /** Represents a Row. */
        class Row {

            /**
             * Constructs a new Row.
             * @param [properties] Properties to set
             */
            constructor(properties?: cdcpb.Event.Row.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Row startTs. */
            startTs: Long;

            /** Row commitTs. */
            commitTs: Long;

            /** Row type. */
            type: cdcpb.Event.LogType;

            /** Row opType. */
            opType: cdcpb.Event.Row.OpType;

            /** Row key. */
            key: Uint8Array;

            /** Row value. */
            value: Uint8Array;

            /** Row oldValue. */
            oldValue: Uint8Array;

            /** Row expireTsUnixSecs. */
            expireTsUnixSecs: Long;

            /** Row txnSource. */
            txnSource: Long;

            /** Row generation. */
            generation: Long;

            /**
             * Creates a new Row instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Row instance
             */
            static create(properties: cdcpb.Event.Row.$Shape): cdcpb.Event.Row & cdcpb.Event.Row.$Shape;
            static create(properties?: cdcpb.Event.Row.$Properties): cdcpb.Event.Row;

            /**
             * Encodes the specified Row message. Does not implicitly {@link cdcpb.Event.Row.verify|verify} messages.
             * @param message Row message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: cdcpb.Event.Row.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Row message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {cdcpb.Event.Row & cdcpb.Event.Row.$Shape} Row
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): cdcpb.Event.Row & cdcpb.Event.Row.$Shape;

            /**
             * Creates a Row message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns Row
             */
            static fromObject(object: { [k: string]: any }): cdcpb.Event.Row;

            /**
             * Creates a plain object from a Row message. Also converts values to other types if specified.
             * @param message Row
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: cdcpb.Event.Row, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this Row to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace Row {

            /** Properties of a Row. */
            interface $Properties {

                /** Row startTs */
                startTs?: (Long|null);

                /** Row commitTs */
                commitTs?: (Long|null);

                /** Row type */
                type?: (cdcpb.Event.LogType|null);

                /** Row opType */
                opType?: (cdcpb.Event.Row.OpType|null);

                /** Row key */
                key?: (Uint8Array|null);

                /** Row value */
                value?: (Uint8Array|null);

                /** Row oldValue */
                oldValue?: (Uint8Array|null);

                /** Row expireTsUnixSecs */
                expireTsUnixSecs?: (Long|null);

                /** Row txnSource */
                txnSource?: (Long|null);

                /** Row generation */
                generation?: (Long|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Row. */
            type $Shape = cdcpb.Event.Row.$Properties;

            /** OpType enum. */
            enum OpType {

                /** UNKNOWN value */
                UNKNOWN = 0,

                /** PUT value */
                PUT = 1,

                /** DELETE value */
                DELETE = 2
            }
        }

        /**
         * Properties of an Admin.
         * @deprecated Use cdcpb.Event.Admin.$Properties instead.
         */
        interface IAdmin extends cdcpb.Event.Admin.$Properties {
        }

        /** Represents an Admin. */
        class Admin {

            /**
             * Constructs a new Admin.
             * @param [properties] Properties to set
             */
            constructor(properties?: cdcpb.Event.Admin.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Admin adminRequest. */
            adminRequest: Uint8Array;

            /** Admin adminResponse. */
            adminResponse: Uint8Array;

            /**
             * Creates a new Admin instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Admin instance
             */
            static create(properties: cdcpb.Event.Admin.$Shape): cdcpb.Event.Admin & cdcpb.Event.Admin.$Shape;
            static create(properties?: cdcpb.Event.Admin.$Properties): cdcpb.Event.Admin;

            /**
             * Encodes the specified Admin message. Does not implicitly {@link cdcpb.Event.Admin.verify|verify} messages.
             * @param message Admin message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: cdcpb.Event.Admin.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an Admin message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {cdcpb.Event.Admin & cdcpb.Event.Admin.$Shape} Admin
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): cdcpb.Event.Admin & cdcpb.Event.Admin.$Shape;

            /**
             * Creates an Admin message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns Admin
             */
            static fromObject(object: { [k: string]: any }): cdcpb.Event.Admin;

            /**
             * Creates a plain object from an Admin message. Also converts values to other types if specified.
             * @param message Admin
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: cdcpb.Event.Admin, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this Admin to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace Admin {

            /** Properties of an Admin. */
            interface $Properties {

                /** Admin adminRequest */
                adminRequest?: (Uint8Array|null);

                /** Admin adminResponse */
                adminResponse?: (Uint8Array|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an Admin. */
            type $Shape = cdcpb.Event.Admin.$Properties;
        }

        /**
         * Properties of a LongTxn.
         * @deprecated Use cdcpb.Event.LongTxn.$Properties instead.
         */
        interface ILongTxn extends cdcpb.Event.LongTxn.$Properties {
        }

        /** Represents a LongTxn. */
        class LongTxn {

            /**
             * Constructs a new LongTxn.
             * @param [properties] Properties to set
             */
            constructor(properties?: cdcpb.Event.LongTxn.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** LongTxn txnInfo. */
            txnInfo: cdcpb.TxnInfo.$Properties[];

            /**
             * Creates a new LongTxn instance using the specified properties.
             * @param [properties] Properties to set
             * @returns LongTxn instance
             */
            static create(properties: cdcpb.Event.LongTxn.$Shape): cdcpb.Event.LongTxn & cdcpb.Event.LongTxn.$Shape;
            static create(properties?: cdcpb.Event.LongTxn.$Properties): cdcpb.Event.LongTxn;

            /**
             * Encodes the specified LongTxn message. Does not implicitly {@link cdcpb.Event.LongTxn.verify|verify} messages.
             * @param message LongTxn message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: cdcpb.Event.LongTxn.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a LongTxn message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {cdcpb.Event.LongTxn & cdcpb.Event.LongTxn.$Shape} LongTxn
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): cdcpb.Event.LongTxn & cdcpb.Event.LongTxn.$Shape;

            /**
             * Creates a LongTxn message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns LongTxn
             */
            static fromObject(object: { [k: string]: any }): cdcpb.Event.LongTxn;

            /**
             * Creates a plain object from a LongTxn message. Also converts values to other types if specified.
             * @param message LongTxn
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: cdcpb.Event.LongTxn, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this LongTxn to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace LongTxn {

            /** Properties of a LongTxn. */
            interface $Properties {

                /** LongTxn txnInfo */
                txnInfo?: (cdcpb.TxnInfo.$Properties[]|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a LongTxn. */
            type $Shape = cdcpb.Event.LongTxn.$Properties;
        }
    }

    /**
     * Properties of an Error.
     * @deprecated Use cdcpb.Error.$Properties instead.
     */
    interface IError extends cdcpb.Error.$Properties {
    }

    /** Represents an Error. */
    class Error {

        /**
         * Constructs a new Error.
         * @param [properties] Properties to set
         */
        constructor(properties?: cdcpb.Error.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Error notLeader. */
        notLeader?: (errorpb.NotLeader.$Properties|null);

        /** Error regionNotFound. */
        regionNotFound?: (errorpb.RegionNotFound.$Properties|null);

        /** Error epochNotMatch. */
        epochNotMatch?: (errorpb.EpochNotMatch.$Properties|null);

        /** Error duplicateRequest. */
        duplicateRequest?: (cdcpb.DuplicateRequest.$Properties|null);

        /** Error compatibility. */
        compatibility?: (cdcpb.Compatibility.$Properties|null);

        /** Error clusterIdMismatch. */
        clusterIdMismatch?: (cdcpb.ClusterIDMismatch.$Properties|null);

        /** Error serverIsBusy. */
        serverIsBusy?: (errorpb.ServerIsBusy.$Properties|null);

        /** Error congested. */
        congested?: (cdcpb.Congested.$Properties|null);

        /**
         * Creates a new Error instance using the specified properties.
         * @param [properties] Properties to set
         * @returns Error instance
         */
        static create(properties: cdcpb.Error.$Shape): cdcpb.Error & cdcpb.Error.$Shape;
        static create(properties?: cdcpb.Error.$Properties): cdcpb.Error;

        /**
         * Encodes the specified Error message. Does not implicitly {@link cdcpb.Error.verify|verify} messages.
         * @param message Error message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: cdcpb.Error.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes an Error message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {cdcpb.Error & cdcpb.Error.$Shape} Error
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): cdcpb.Error & cdcpb.Error.$Shape;

        /**
         * Creates an Error message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns Error
         */
        static fromObject(object: { [k: string]: any }): cdcpb.Error;

        /**
         * Creates a plain object from an Error message. Also converts values to other types if specified.
         * @param message Error
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: cdcpb.Error, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this Error to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace Error {

        /** Properties of an Error. */
        interface $Properties {

            /** Error notLeader */
            notLeader?: (errorpb.NotLeader.$Properties|null);

            /** Error regionNotFound */
            regionNotFound?: (errorpb.RegionNotFound.$Properties|null);

            /** Error epochNotMatch */
            epochNotMatch?: (errorpb.EpochNotMatch.$Properties|null);

            /** Error duplicateRequest */
            duplicateRequest?: (cdcpb.DuplicateRequest.$Properties|null);

            /** Error compatibility */
            compatibility?: (cdcpb.Compatibility.$Properties|null);

            /** Error clusterIdMismatch */
            clusterIdMismatch?: (cdcpb.ClusterIDMismatch.$Properties|null);

            /** Error serverIsBusy */
            serverIsBusy?: (errorpb.ServerIsBusy.$Properties|null);

            /** Error congested */
            congested?: (cdcpb.Congested.$Properties|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of an Error. */
        type $Shape = cdcpb.Error.$Properties;
    }

    /**
     * Properties of a DuplicateRequest.
     * @deprecated Use cdcpb.DuplicateRequest.$Properties instead.
     */
    interface IDuplicateRequest extends cdcpb.DuplicateRequest.$Properties {
    }

    /** Represents a DuplicateRequest. */
    class DuplicateRequest {

        /**
         * Constructs a new DuplicateRequest.
         * @param [properties] Properties to set
         */
        constructor(properties?: cdcpb.DuplicateRequest.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** DuplicateRequest regionId. */
        regionId: Long;

        /**
         * Creates a new DuplicateRequest instance using the specified properties.
         * @param [properties] Properties to set
         * @returns DuplicateRequest instance
         */
        static create(properties: cdcpb.DuplicateRequest.$Shape): cdcpb.DuplicateRequest & cdcpb.DuplicateRequest.$Shape;
        static create(properties?: cdcpb.DuplicateRequest.$Properties): cdcpb.DuplicateRequest;

        /**
         * Encodes the specified DuplicateRequest message. Does not implicitly {@link cdcpb.DuplicateRequest.verify|verify} messages.
         * @param message DuplicateRequest message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: cdcpb.DuplicateRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a DuplicateRequest message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {cdcpb.DuplicateRequest & cdcpb.DuplicateRequest.$Shape} DuplicateRequest
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): cdcpb.DuplicateRequest & cdcpb.DuplicateRequest.$Shape;

        /**
         * Creates a DuplicateRequest message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns DuplicateRequest
         */
        static fromObject(object: { [k: string]: any }): cdcpb.DuplicateRequest;

        /**
         * Creates a plain object from a DuplicateRequest message. Also converts values to other types if specified.
         * @param message DuplicateRequest
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: cdcpb.DuplicateRequest, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this DuplicateRequest to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace DuplicateRequest {

        /** Properties of a DuplicateRequest. */
        interface $Properties {

            /** DuplicateRequest regionId */
            regionId?: (Long|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a DuplicateRequest. */
        type $Shape = cdcpb.DuplicateRequest.$Properties;
    }

    /**
     * Properties of a Compatibility.
     * @deprecated Use cdcpb.Compatibility.$Properties instead.
     */
    interface ICompatibility extends cdcpb.Compatibility.$Properties {
    }

    /** Represents a Compatibility. */
    class Compatibility {

        /**
         * Constructs a new Compatibility.
         * @param [properties] Properties to set
         */
        constructor(properties?: cdcpb.Compatibility.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Compatibility requiredVersion. */
        requiredVersion: string;

        /**
         * Creates a new Compatibility instance using the specified properties.
         * @param [properties] Properties to set
         * @returns Compatibility instance
         */
        static create(properties: cdcpb.Compatibility.$Shape): cdcpb.Compatibility & cdcpb.Compatibility.$Shape;
        static create(properties?: cdcpb.Compatibility.$Properties): cdcpb.Compatibility;

        /**
         * Encodes the specified Compatibility message. Does not implicitly {@link cdcpb.Compatibility.verify|verify} messages.
         * @param message Compatibility message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: cdcpb.Compatibility.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Compatibility message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {cdcpb.Compatibility & cdcpb.Compatibility.$Shape} Compatibility
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): cdcpb.Compatibility & cdcpb.Compatibility.$Shape;

        /**
         * Creates a Compatibility message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns Compatibility
         */
        static fromObject(object: { [k: string]: any }): cdcpb.Compatibility;

        /**
         * Creates a plain object from a Compatibility message. Also converts values to other types if specified.
         * @param message Compatibility
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: cdcpb.Compatibility, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this Compatibility to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace Compatibility {

        /** Properties of a Compatibility. */
        interface $Properties {

            /** Compatibility requiredVersion */
            requiredVersion?: (string|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a Compatibility. */
        type $Shape = cdcpb.Compatibility.$Properties;
    }

    /**
     * Properties of a ClusterIDMismatch.
     * @deprecated Use cdcpb.ClusterIDMismatch.$Properties instead.
     */
    interface IClusterIDMismatch extends cdcpb.ClusterIDMismatch.$Properties {
    }

    /** Represents a ClusterIDMismatch. */
    class ClusterIDMismatch {

        /**
         * Constructs a new ClusterIDMismatch.
         * @param [properties] Properties to set
         */
        constructor(properties?: cdcpb.ClusterIDMismatch.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** ClusterIDMismatch current. */
        current: Long;

        /** ClusterIDMismatch request. */
        request: Long;

        /**
         * Creates a new ClusterIDMismatch instance using the specified properties.
         * @param [properties] Properties to set
         * @returns ClusterIDMismatch instance
         */
        static create(properties: cdcpb.ClusterIDMismatch.$Shape): cdcpb.ClusterIDMismatch & cdcpb.ClusterIDMismatch.$Shape;
        static create(properties?: cdcpb.ClusterIDMismatch.$Properties): cdcpb.ClusterIDMismatch;

        /**
         * Encodes the specified ClusterIDMismatch message. Does not implicitly {@link cdcpb.ClusterIDMismatch.verify|verify} messages.
         * @param message ClusterIDMismatch message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: cdcpb.ClusterIDMismatch.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a ClusterIDMismatch message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {cdcpb.ClusterIDMismatch & cdcpb.ClusterIDMismatch.$Shape} ClusterIDMismatch
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): cdcpb.ClusterIDMismatch & cdcpb.ClusterIDMismatch.$Shape;

        /**
         * Creates a ClusterIDMismatch message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns ClusterIDMismatch
         */
        static fromObject(object: { [k: string]: any }): cdcpb.ClusterIDMismatch;

        /**
         * Creates a plain object from a ClusterIDMismatch message. Also converts values to other types if specified.
         * @param message ClusterIDMismatch
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: cdcpb.ClusterIDMismatch, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this ClusterIDMismatch to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace ClusterIDMismatch {

        /** Properties of a ClusterIDMismatch. */
        interface $Properties {

            /** ClusterIDMismatch current */
            current?: (Long|null);

            /** ClusterIDMismatch request */
            request?: (Long|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a ClusterIDMismatch. */
        type $Shape = cdcpb.ClusterIDMismatch.$Properties;
    }

    /**
     * Properties of a Congested.
     * @deprecated Use cdcpb.Congested.$Properties instead.
     */
    interface ICongested extends cdcpb.Congested.$Properties {
    }

    /** Represents a Congested. */
    class Congested {

        /**
         * Constructs a new Congested.
         * @param [properties] Properties to set
         */
        constructor(properties?: cdcpb.Congested.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Congested regionId. */
        regionId: Long;

        /**
         * Creates a new Congested instance using the specified properties.
         * @param [properties] Properties to set
         * @returns Congested instance
         */
        static create(properties: cdcpb.Congested.$Shape): cdcpb.Congested & cdcpb.Congested.$Shape;
        static create(properties?: cdcpb.Congested.$Properties): cdcpb.Congested;

        /**
         * Encodes the specified Congested message. Does not implicitly {@link cdcpb.Congested.verify|verify} messages.
         * @param message Congested message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: cdcpb.Congested.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Congested message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {cdcpb.Congested & cdcpb.Congested.$Shape} Congested
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): cdcpb.Congested & cdcpb.Congested.$Shape;

        /**
         * Creates a Congested message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns Congested
         */
        static fromObject(object: { [k: string]: any }): cdcpb.Congested;

        /**
         * Creates a plain object from a Congested message. Also converts values to other types if specified.
         * @param message Congested
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: cdcpb.Congested, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this Congested to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace Congested {

        /** Properties of a Congested. */
        interface $Properties {

            /** Congested regionId */
            regionId?: (Long|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a Congested. */
        type $Shape = cdcpb.Congested.$Properties;
    }
}

/** Namespace errorpb. */
export namespace errorpb {

    /**
     * Properties of an Error.
     * @deprecated Use errorpb.Error.$Properties instead.
     */
    interface IError extends errorpb.Error.$Properties {
    }

    /** Represents an Error. */
    class Error {

        /**
         * Constructs a new Error.
         * @param [properties] Properties to set
         */
        constructor(properties?: errorpb.Error.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Error message. */
        message: string;

        /** Error notLeader. */
        notLeader?: (errorpb.NotLeader.$Properties|null);

        /** Error regionNotFound. */
        regionNotFound?: (errorpb.RegionNotFound.$Properties|null);

        /** Error keyNotInRegion. */
        keyNotInRegion?: (errorpb.KeyNotInRegion.$Properties|null);

        /** Error epochNotMatch. */
        epochNotMatch?: (errorpb.EpochNotMatch.$Properties|null);

        /** Error serverIsBusy. */
        serverIsBusy?: (errorpb.ServerIsBusy.$Properties|null);

        /** Error staleCommand. */
        staleCommand?: (errorpb.StaleCommand.$Properties|null);

        /** Error storeNotMatch. */
        storeNotMatch?: (errorpb.StoreNotMatch.$Properties|null);

        /** Error raftEntryTooLarge. */
        raftEntryTooLarge?: (errorpb.RaftEntryTooLarge.$Properties|null);

        /** Error maxTimestampNotSynced. */
        maxTimestampNotSynced?: (errorpb.MaxTimestampNotSynced.$Properties|null);

        /** Error readIndexNotReady. */
        readIndexNotReady?: (errorpb.ReadIndexNotReady.$Properties|null);

        /** Error proposalInMergingMode. */
        proposalInMergingMode?: (errorpb.ProposalInMergingMode.$Properties|null);

        /** Error dataIsNotReady. */
        dataIsNotReady?: (errorpb.DataIsNotReady.$Properties|null);

        /** Error regionNotInitialized. */
        regionNotInitialized?: (errorpb.RegionNotInitialized.$Properties|null);

        /** Error diskFull. */
        diskFull?: (errorpb.DiskFull.$Properties|null);

        /** Error RecoveryInProgress. */
        RecoveryInProgress?: (errorpb.RecoveryInProgress.$Properties|null);

        /** Error FlashbackInProgress. */
        FlashbackInProgress?: (errorpb.FlashbackInProgress.$Properties|null);

        /** Error FlashbackNotPrepared. */
        FlashbackNotPrepared?: (errorpb.FlashbackNotPrepared.$Properties|null);

        /** Error isWitness. */
        isWitness?: (errorpb.IsWitness.$Properties|null);

        /** Error mismatchPeerId. */
        mismatchPeerId?: (errorpb.MismatchPeerId.$Properties|null);

        /** Error bucketVersionNotMatch. */
        bucketVersionNotMatch?: (errorpb.BucketVersionNotMatch.$Properties|null);

        /** Error undeterminedResult. */
        undeterminedResult?: (errorpb.UndeterminedResult.$Properties|null);

        /**
         * Creates a new Error instance using the specified properties.
         * @param [properties] Properties to set
         * @returns Error instance
         */
        static create(properties: errorpb.Error.$Shape): errorpb.Error & errorpb.Error.$Shape;
        static create(properties?: errorpb.Error.$Properties): errorpb.Error;

        /**
         * Encodes the specified Error message. Does not implicitly {@link errorpb.Error.verify|verify} messages.
         * @param message Error message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: errorpb.Error.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes an Error message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {errorpb.Error & errorpb.Error.$Shape} Error
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): errorpb.Error & errorpb.Error.$Shape;

        /**
         * Creates an Error message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns Error
         */
        static fromObject(object: { [k: string]: any }): errorpb.Error;

        /**
         * Creates a plain object from an Error message. Also converts values to other types if specified.
         * @param message Error
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: errorpb.Error, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this Error to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace Error {

        /** Properties of an Error. */
        interface $Properties {

            /** Error message */
            message?: (string|null);

            /** Error notLeader */
            notLeader?: (errorpb.NotLeader.$Properties|null);

            /** Error regionNotFound */
            regionNotFound?: (errorpb.RegionNotFound.$Properties|null);

            /** Error keyNotInRegion */
            keyNotInRegion?: (errorpb.KeyNotInRegion.$Properties|null);

            /** Error epochNotMatch */
            epochNotMatch?: (errorpb.EpochNotMatch.$Properties|null);

            /** Error serverIsBusy */
            serverIsBusy?: (errorpb.ServerIsBusy.$Properties|null);

            /** Error staleCommand */
            staleCommand?: (errorpb.StaleCommand.$Properties|null);

            /** Error storeNotMatch */
            storeNotMatch?: (errorpb.StoreNotMatch.$Properties|null);

            /** Error raftEntryTooLarge */
            raftEntryTooLarge?: (errorpb.RaftEntryTooLarge.$Properties|null);

            /** Error maxTimestampNotSynced */
            maxTimestampNotSynced?: (errorpb.MaxTimestampNotSynced.$Properties|null);

            /** Error readIndexNotReady */
            readIndexNotReady?: (errorpb.ReadIndexNotReady.$Properties|null);

            /** Error proposalInMergingMode */
            proposalInMergingMode?: (errorpb.ProposalInMergingMode.$Properties|null);

            /** Error dataIsNotReady */
            dataIsNotReady?: (errorpb.DataIsNotReady.$Properties|null);

            /** Error regionNotInitialized */
            regionNotInitialized?: (errorpb.RegionNotInitialized.$Properties|null);

            /** Error diskFull */
            diskFull?: (errorpb.DiskFull.$Properties|null);

            /** Error RecoveryInProgress */
            RecoveryInProgress?: (errorpb.RecoveryInProgress.$Properties|null);

            /** Error FlashbackInProgress */
            FlashbackInProgress?: (errorpb.FlashbackInProgress.$Properties|null);

            /** Error FlashbackNotPrepared */
            FlashbackNotPrepared?: (errorpb.FlashbackNotPrepared.$Properties|null);

            /** Error isWitness */
            isWitness?: (errorpb.IsWitness.$Properties|null);

            /** Error mismatchPeerId */
            mismatchPeerId?: (errorpb.MismatchPeerId.$Properties|null);

            /** Error bucketVersionNotMatch */
            bucketVersionNotMatch?: (errorpb.BucketVersionNotMatch.$Properties|null);

            /** Error undeterminedResult */
            undeterminedResult?: (errorpb.UndeterminedResult.$Properties|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of an Error. */
        type $Shape = errorpb.Error.$Properties;
    }

    /**
     * Properties of a NotLeader.
     * @deprecated Use errorpb.NotLeader.$Properties instead.
     */
    interface INotLeader extends errorpb.NotLeader.$Properties {
    }

    /** Represents a NotLeader. */
    class NotLeader {

        /**
         * Constructs a new NotLeader.
         * @param [properties] Properties to set
         */
        constructor(properties?: errorpb.NotLeader.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** NotLeader regionId. */
        regionId: Long;

        /** NotLeader leader. */
        leader?: (metapb.Peer.$Properties|null);

        /**
         * Creates a new NotLeader instance using the specified properties.
         * @param [properties] Properties to set
         * @returns NotLeader instance
         */
        static create(properties: errorpb.NotLeader.$Shape): errorpb.NotLeader & errorpb.NotLeader.$Shape;
        static create(properties?: errorpb.NotLeader.$Properties): errorpb.NotLeader;

        /**
         * Encodes the specified NotLeader message. Does not implicitly {@link errorpb.NotLeader.verify|verify} messages.
         * @param message NotLeader message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: errorpb.NotLeader.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a NotLeader message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {errorpb.NotLeader & errorpb.NotLeader.$Shape} NotLeader
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): errorpb.NotLeader & errorpb.NotLeader.$Shape;

        /**
         * Creates a NotLeader message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns NotLeader
         */
        static fromObject(object: { [k: string]: any }): errorpb.NotLeader;

        /**
         * Creates a plain object from a NotLeader message. Also converts values to other types if specified.
         * @param message NotLeader
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: errorpb.NotLeader, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this NotLeader to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace NotLeader {

        /** Properties of a NotLeader. */
        interface $Properties {

            /** NotLeader regionId */
            regionId?: (Long|null);

            /** NotLeader leader */
            leader?: (metapb.Peer.$Properties|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a NotLeader. */
        type $Shape = errorpb.NotLeader.$Properties;
    }

    /**
     * Properties of a RegionNotFound.
     * @deprecated Use errorpb.RegionNotFound.$Properties instead.
     */
    interface IRegionNotFound extends errorpb.RegionNotFound.$Properties {
    }

    /** Represents a RegionNotFound. */
    class RegionNotFound {

        /**
         * Constructs a new RegionNotFound.
         * @param [properties] Properties to set
         */
        constructor(properties?: errorpb.RegionNotFound.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** RegionNotFound regionId. */
        regionId: Long;

        /**
         * Creates a new RegionNotFound instance using the specified properties.
         * @param [properties] Properties to set
         * @returns RegionNotFound instance
         */
        static create(properties: errorpb.RegionNotFound.$Shape): errorpb.RegionNotFound & errorpb.RegionNotFound.$Shape;
        static create(properties?: errorpb.RegionNotFound.$Properties): errorpb.RegionNotFound;

        /**
         * Encodes the specified RegionNotFound message. Does not implicitly {@link errorpb.RegionNotFound.verify|verify} messages.
         * @param message RegionNotFound message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: errorpb.RegionNotFound.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a RegionNotFound message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {errorpb.RegionNotFound & errorpb.RegionNotFound.$Shape} RegionNotFound
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): errorpb.RegionNotFound & errorpb.RegionNotFound.$Shape;

        /**
         * Creates a RegionNotFound message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns RegionNotFound
         */
        static fromObject(object: { [k: string]: any }): errorpb.RegionNotFound;

        /**
         * Creates a plain object from a RegionNotFound message. Also converts values to other types if specified.
         * @param message RegionNotFound
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: errorpb.RegionNotFound, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this RegionNotFound to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace RegionNotFound {

        /** Properties of a RegionNotFound. */
        interface $Properties {

            /** RegionNotFound regionId */
            regionId?: (Long|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a RegionNotFound. */
        type $Shape = errorpb.RegionNotFound.$Properties;
    }

    /**
     * Properties of an EpochNotMatch.
     * @deprecated Use errorpb.EpochNotMatch.$Properties instead.
     */
    interface IEpochNotMatch extends errorpb.EpochNotMatch.$Properties {
    }

    /** Represents an EpochNotMatch. */
    class EpochNotMatch {

        /**
         * Constructs a new EpochNotMatch.
         * @param [properties] Properties to set
         */
        constructor(properties?: errorpb.EpochNotMatch.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** EpochNotMatch currentRegions. */
        currentRegions: metapb.Region.$Properties[];

        /**
         * Creates a new EpochNotMatch instance using the specified properties.
         * @param [properties] Properties to set
         * @returns EpochNotMatch instance
         */
        static create(properties: errorpb.EpochNotMatch.$Shape): errorpb.EpochNotMatch & errorpb.EpochNotMatch.$Shape;
        static create(properties?: errorpb.EpochNotMatch.$Properties): errorpb.EpochNotMatch;

        /**
         * Encodes the specified EpochNotMatch message. Does not implicitly {@link errorpb.EpochNotMatch.verify|verify} messages.
         * @param message EpochNotMatch message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: errorpb.EpochNotMatch.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes an EpochNotMatch message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {errorpb.EpochNotMatch & errorpb.EpochNotMatch.$Shape} EpochNotMatch
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): errorpb.EpochNotMatch & errorpb.EpochNotMatch.$Shape;

        /**
         * Creates an EpochNotMatch message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns EpochNotMatch
         */
        static fromObject(object: { [k: string]: any }): errorpb.EpochNotMatch;

        /**
         * Creates a plain object from an EpochNotMatch message. Also converts values to other types if specified.
         * @param message EpochNotMatch
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: errorpb.EpochNotMatch, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this EpochNotMatch to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace EpochNotMatch {

        /** Properties of an EpochNotMatch. */
        interface $Properties {

            /** EpochNotMatch currentRegions */
            currentRegions?: (metapb.Region.$Properties[]|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of an EpochNotMatch. */
        type $Shape = errorpb.EpochNotMatch.$Properties;
    }

    /**
     * Properties of a ServerIsBusy.
     * @deprecated Use errorpb.ServerIsBusy.$Properties instead.
     */
    interface IServerIsBusy extends errorpb.ServerIsBusy.$Properties {
    }

    /** Represents a ServerIsBusy. */
    class ServerIsBusy {

        /**
         * Constructs a new ServerIsBusy.
         * @param [properties] Properties to set
         */
        constructor(properties?: errorpb.ServerIsBusy.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** ServerIsBusy reason. */
        reason: string;

        /** ServerIsBusy backoffMs. */
        backoffMs: Long;

        /** ServerIsBusy estimatedWaitMs. */
        estimatedWaitMs: number;

        /** ServerIsBusy appliedIndex. */
        appliedIndex: Long;

        /**
         * Creates a new ServerIsBusy instance using the specified properties.
         * @param [properties] Properties to set
         * @returns ServerIsBusy instance
         */
        static create(properties: errorpb.ServerIsBusy.$Shape): errorpb.ServerIsBusy & errorpb.ServerIsBusy.$Shape;
        static create(properties?: errorpb.ServerIsBusy.$Properties): errorpb.ServerIsBusy;

        /**
         * Encodes the specified ServerIsBusy message. Does not implicitly {@link errorpb.ServerIsBusy.verify|verify} messages.
         * @param message ServerIsBusy message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: errorpb.ServerIsBusy.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a ServerIsBusy message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {errorpb.ServerIsBusy & errorpb.ServerIsBusy.$Shape} ServerIsBusy
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): errorpb.ServerIsBusy & errorpb.ServerIsBusy.$Shape;

        /**
         * Creates a ServerIsBusy message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns ServerIsBusy
         */
        static fromObject(object: { [k: string]: any }): errorpb.ServerIsBusy;

        /**
         * Creates a plain object from a ServerIsBusy message. Also converts values to other types if specified.
         * @param message ServerIsBusy
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: errorpb.ServerIsBusy, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this ServerIsBusy to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace ServerIsBusy {

        /** Properties of a ServerIsBusy. */
        interface $Properties {

            /** ServerIsBusy reason */
            reason?: (string|null);

            /** ServerIsBusy backoffMs */
            backoffMs?: (Long|null);

            /** ServerIsBusy estimatedWaitMs */
            estimatedWaitMs?: (number|null);

            /** ServerIsBusy appliedIndex */
            appliedIndex?: (Long|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a ServerIsBusy. */
        type $Shape = errorpb.ServerIsBusy.$Properties;
    }

    /**
     * Properties of a KeyNotInRegion.
     * @deprecated Use errorpb.KeyNotInRegion.$Properties instead.
     */
    interface IKeyNotInRegion extends errorpb.KeyNotInRegion.$Properties {
    }

    /** Represents a KeyNotInRegion. */
    class KeyNotInRegion {

        /**
         * Constructs a new KeyNotInRegion.
         * @param [properties] Properties to set
         */
        constructor(properties?: errorpb.KeyNotInRegion.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** KeyNotInRegion key. */
        key: Uint8Array;

        /** KeyNotInRegion regionId. */
        regionId: Long;

        /** KeyNotInRegion startKey. */
        startKey: Uint8Array;

        /** KeyNotInRegion endKey. */
        endKey: Uint8Array;

        /**
         * Creates a new KeyNotInRegion instance using the specified properties.
         * @param [properties] Properties to set
         * @returns KeyNotInRegion instance
         */
        static create(properties: errorpb.KeyNotInRegion.$Shape): errorpb.KeyNotInRegion & errorpb.KeyNotInRegion.$Shape;
        static create(properties?: errorpb.KeyNotInRegion.$Properties): errorpb.KeyNotInRegion;

        /**
         * Encodes the specified KeyNotInRegion message. Does not implicitly {@link errorpb.KeyNotInRegion.verify|verify} messages.
         * @param message KeyNotInRegion message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: errorpb.KeyNotInRegion.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a KeyNotInRegion message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {errorpb.KeyNotInRegion & errorpb.KeyNotInRegion.$Shape} KeyNotInRegion
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): errorpb.KeyNotInRegion & errorpb.KeyNotInRegion.$Shape;

        /**
         * Creates a KeyNotInRegion message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns KeyNotInRegion
         */
        static fromObject(object: { [k: string]: any }): errorpb.KeyNotInRegion;

        /**
         * Creates a plain object from a KeyNotInRegion message. Also converts values to other types if specified.
         * @param message KeyNotInRegion
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: errorpb.KeyNotInRegion, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this KeyNotInRegion to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace KeyNotInRegion {

        /** Properties of a KeyNotInRegion. */
        interface $Properties {

            /** KeyNotInRegion key */
            key?: (Uint8Array|null);

            /** KeyNotInRegion regionId */
            regionId?: (Long|null);

            /** KeyNotInRegion startKey */
            startKey?: (Uint8Array|null);

            /** KeyNotInRegion endKey */
            endKey?: (Uint8Array|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a KeyNotInRegion. */
        type $Shape = errorpb.KeyNotInRegion.$Properties;
    }

    /**
     * Properties of a StoreNotMatch.
     * @deprecated Use errorpb.StoreNotMatch.$Properties instead.
     */
    interface IStoreNotMatch extends errorpb.StoreNotMatch.$Properties {
    }

    /** Represents a StoreNotMatch. */
    class StoreNotMatch {

        /**
         * Constructs a new StoreNotMatch.
         * @param [properties] Properties to set
         */
        constructor(properties?: errorpb.StoreNotMatch.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** StoreNotMatch requestStoreId. */
        requestStoreId: Long;

        /** StoreNotMatch actualStoreId. */
        actualStoreId: Long;

        /**
         * Creates a new StoreNotMatch instance using the specified properties.
         * @param [properties] Properties to set
         * @returns StoreNotMatch instance
         */
        static create(properties: errorpb.StoreNotMatch.$Shape): errorpb.StoreNotMatch & errorpb.StoreNotMatch.$Shape;
        static create(properties?: errorpb.StoreNotMatch.$Properties): errorpb.StoreNotMatch;

        /**
         * Encodes the specified StoreNotMatch message. Does not implicitly {@link errorpb.StoreNotMatch.verify|verify} messages.
         * @param message StoreNotMatch message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: errorpb.StoreNotMatch.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a StoreNotMatch message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {errorpb.StoreNotMatch & errorpb.StoreNotMatch.$Shape} StoreNotMatch
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): errorpb.StoreNotMatch & errorpb.StoreNotMatch.$Shape;

        /**
         * Creates a StoreNotMatch message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns StoreNotMatch
         */
        static fromObject(object: { [k: string]: any }): errorpb.StoreNotMatch;

        /**
         * Creates a plain object from a StoreNotMatch message. Also converts values to other types if specified.
         * @param message StoreNotMatch
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: errorpb.StoreNotMatch, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this StoreNotMatch to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace StoreNotMatch {

        /** Properties of a StoreNotMatch. */
        interface $Properties {

            /** StoreNotMatch requestStoreId */
            requestStoreId?: (Long|null);

            /** StoreNotMatch actualStoreId */
            actualStoreId?: (Long|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a StoreNotMatch. */
        type $Shape = errorpb.StoreNotMatch.$Properties;
    }

    /**
     * Properties of a StaleCommand.
     * @deprecated Use errorpb.StaleCommand.$Properties instead.
     */
    interface IStaleCommand extends errorpb.StaleCommand.$Properties {
    }

    /** Represents a StaleCommand. */
    class StaleCommand {

        /**
         * Constructs a new StaleCommand.
         * @param [properties] Properties to set
         */
        constructor(properties?: errorpb.StaleCommand.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /**
         * Creates a new StaleCommand instance using the specified properties.
         * @param [properties] Properties to set
         * @returns StaleCommand instance
         */
        static create(properties: errorpb.StaleCommand.$Shape): errorpb.StaleCommand & errorpb.StaleCommand.$Shape;
        static create(properties?: errorpb.StaleCommand.$Properties): errorpb.StaleCommand;

        /**
         * Encodes the specified StaleCommand message. Does not implicitly {@link errorpb.StaleCommand.verify|verify} messages.
         * @param message StaleCommand message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: errorpb.StaleCommand.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a StaleCommand message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {errorpb.StaleCommand & errorpb.StaleCommand.$Shape} StaleCommand
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): errorpb.StaleCommand & errorpb.StaleCommand.$Shape;

        /**
         * Creates a StaleCommand message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns StaleCommand
         */
        static fromObject(object: { [k: string]: any }): errorpb.StaleCommand;

        /**
         * Creates a plain object from a StaleCommand message. Also converts values to other types if specified.
         * @param message StaleCommand
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: errorpb.StaleCommand, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this StaleCommand to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace StaleCommand {

        /** Properties of a StaleCommand. */
        interface $Properties {

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a StaleCommand. */
        type $Shape = errorpb.StaleCommand.$Properties;
    }

    /**
     * Properties of a RaftEntryTooLarge.
     * @deprecated Use errorpb.RaftEntryTooLarge.$Properties instead.
     */
    interface IRaftEntryTooLarge extends errorpb.RaftEntryTooLarge.$Properties {
    }

    /** Represents a RaftEntryTooLarge. */
    class RaftEntryTooLarge {

        /**
         * Constructs a new RaftEntryTooLarge.
         * @param [properties] Properties to set
         */
        constructor(properties?: errorpb.RaftEntryTooLarge.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** RaftEntryTooLarge regionId. */
        regionId: Long;

        /** RaftEntryTooLarge entrySize. */
        entrySize: Long;

        /**
         * Creates a new RaftEntryTooLarge instance using the specified properties.
         * @param [properties] Properties to set
         * @returns RaftEntryTooLarge instance
         */
        static create(properties: errorpb.RaftEntryTooLarge.$Shape): errorpb.RaftEntryTooLarge & errorpb.RaftEntryTooLarge.$Shape;
        static create(properties?: errorpb.RaftEntryTooLarge.$Properties): errorpb.RaftEntryTooLarge;

        /**
         * Encodes the specified RaftEntryTooLarge message. Does not implicitly {@link errorpb.RaftEntryTooLarge.verify|verify} messages.
         * @param message RaftEntryTooLarge message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: errorpb.RaftEntryTooLarge.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a RaftEntryTooLarge message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {errorpb.RaftEntryTooLarge & errorpb.RaftEntryTooLarge.$Shape} RaftEntryTooLarge
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): errorpb.RaftEntryTooLarge & errorpb.RaftEntryTooLarge.$Shape;

        /**
         * Creates a RaftEntryTooLarge message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns RaftEntryTooLarge
         */
        static fromObject(object: { [k: string]: any }): errorpb.RaftEntryTooLarge;

        /**
         * Creates a plain object from a RaftEntryTooLarge message. Also converts values to other types if specified.
         * @param message RaftEntryTooLarge
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: errorpb.RaftEntryTooLarge, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this RaftEntryTooLarge to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace RaftEntryTooLarge {

        /** Properties of a RaftEntryTooLarge. */
        interface $Properties {

            /** RaftEntryTooLarge regionId */
            regionId?: (Long|null);

            /** RaftEntryTooLarge entrySize */
            entrySize?: (Long|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a RaftEntryTooLarge. */
        type $Shape = errorpb.RaftEntryTooLarge.$Properties;
    }

    /**
     * Properties of a MaxTimestampNotSynced.
     * @deprecated Use errorpb.MaxTimestampNotSynced.$Properties instead.
     */
    interface IMaxTimestampNotSynced extends errorpb.MaxTimestampNotSynced.$Properties {
    }

    /** Represents a MaxTimestampNotSynced. */
    class MaxTimestampNotSynced {

        /**
         * Constructs a new MaxTimestampNotSynced.
         * @param [properties] Properties to set
         */
        constructor(properties?: errorpb.MaxTimestampNotSynced.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /**
         * Creates a new MaxTimestampNotSynced instance using the specified properties.
         * @param [properties] Properties to set
         * @returns MaxTimestampNotSynced instance
         */
        static create(properties: errorpb.MaxTimestampNotSynced.$Shape): errorpb.MaxTimestampNotSynced & errorpb.MaxTimestampNotSynced.$Shape;
        static create(properties?: errorpb.MaxTimestampNotSynced.$Properties): errorpb.MaxTimestampNotSynced;

        /**
         * Encodes the specified MaxTimestampNotSynced message. Does not implicitly {@link errorpb.MaxTimestampNotSynced.verify|verify} messages.
         * @param message MaxTimestampNotSynced message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: errorpb.MaxTimestampNotSynced.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a MaxTimestampNotSynced message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {errorpb.MaxTimestampNotSynced & errorpb.MaxTimestampNotSynced.$Shape} MaxTimestampNotSynced
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): errorpb.MaxTimestampNotSynced & errorpb.MaxTimestampNotSynced.$Shape;

        /**
         * Creates a MaxTimestampNotSynced message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns MaxTimestampNotSynced
         */
        static fromObject(object: { [k: string]: any }): errorpb.MaxTimestampNotSynced;

        /**
         * Creates a plain object from a MaxTimestampNotSynced message. Also converts values to other types if specified.
         * @param message MaxTimestampNotSynced
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: errorpb.MaxTimestampNotSynced, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this MaxTimestampNotSynced to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace MaxTimestampNotSynced {

        /** Properties of a MaxTimestampNotSynced. */
        interface $Properties {

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a MaxTimestampNotSynced. */
        type $Shape = errorpb.MaxTimestampNotSynced.$Properties;
    }

    /**
     * Properties of a ReadIndexNotReady.
     * @deprecated Use errorpb.ReadIndexNotReady.$Properties instead.
     */
    interface IReadIndexNotReady extends errorpb.ReadIndexNotReady.$Properties {
    }

    /** Represents a ReadIndexNotReady. */
    class ReadIndexNotReady {

        /**
         * Constructs a new ReadIndexNotReady.
         * @param [properties] Properties to set
         */
        constructor(properties?: errorpb.ReadIndexNotReady.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** ReadIndexNotReady reason. */
        reason: string;

        /** ReadIndexNotReady regionId. */
        regionId: Long;

        /**
         * Creates a new ReadIndexNotReady instance using the specified properties.
         * @param [properties] Properties to set
         * @returns ReadIndexNotReady instance
         */
        static create(properties: errorpb.ReadIndexNotReady.$Shape): errorpb.ReadIndexNotReady & errorpb.ReadIndexNotReady.$Shape;
        static create(properties?: errorpb.ReadIndexNotReady.$Properties): errorpb.ReadIndexNotReady;

        /**
         * Encodes the specified ReadIndexNotReady message. Does not implicitly {@link errorpb.ReadIndexNotReady.verify|verify} messages.
         * @param message ReadIndexNotReady message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: errorpb.ReadIndexNotReady.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a ReadIndexNotReady message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {errorpb.ReadIndexNotReady & errorpb.ReadIndexNotReady.$Shape} ReadIndexNotReady
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): errorpb.ReadIndexNotReady & errorpb.ReadIndexNotReady.$Shape;

        /**
         * Creates a ReadIndexNotReady message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns ReadIndexNotReady
         */
        static fromObject(object: { [k: string]: any }): errorpb.ReadIndexNotReady;

        /**
         * Creates a plain object from a ReadIndexNotReady message. Also converts values to other types if specified.
         * @param message ReadIndexNotReady
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: errorpb.ReadIndexNotReady, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this ReadIndexNotReady to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace ReadIndexNotReady {

        /** Properties of a ReadIndexNotReady. */
        interface $Properties {

            /** ReadIndexNotReady reason */
            reason?: (string|null);

            /** ReadIndexNotReady regionId */
            regionId?: (Long|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a ReadIndexNotReady. */
        type $Shape = errorpb.ReadIndexNotReady.$Properties;
    }

    /**
     * Properties of a ProposalInMergingMode.
     * @deprecated Use errorpb.ProposalInMergingMode.$Properties instead.
     */
    interface IProposalInMergingMode extends errorpb.ProposalInMergingMode.$Properties {
    }

    /** Represents a ProposalInMergingMode. */
    class ProposalInMergingMode {

        /**
         * Constructs a new ProposalInMergingMode.
         * @param [properties] Properties to set
         */
        constructor(properties?: errorpb.ProposalInMergingMode.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** ProposalInMergingMode regionId. */
        regionId: Long;

        /**
         * Creates a new ProposalInMergingMode instance using the specified properties.
         * @param [properties] Properties to set
         * @returns ProposalInMergingMode instance
         */
        static create(properties: errorpb.ProposalInMergingMode.$Shape): errorpb.ProposalInMergingMode & errorpb.ProposalInMergingMode.$Shape;
        static create(properties?: errorpb.ProposalInMergingMode.$Properties): errorpb.ProposalInMergingMode;

        /**
         * Encodes the specified ProposalInMergingMode message. Does not implicitly {@link errorpb.ProposalInMergingMode.verify|verify} messages.
         * @param message ProposalInMergingMode message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: errorpb.ProposalInMergingMode.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a ProposalInMergingMode message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {errorpb.ProposalInMergingMode & errorpb.ProposalInMergingMode.$Shape} ProposalInMergingMode
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): errorpb.ProposalInMergingMode & errorpb.ProposalInMergingMode.$Shape;

        /**
         * Creates a ProposalInMergingMode message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns ProposalInMergingMode
         */
        static fromObject(object: { [k: string]: any }): errorpb.ProposalInMergingMode;

        /**
         * Creates a plain object from a ProposalInMergingMode message. Also converts values to other types if specified.
         * @param message ProposalInMergingMode
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: errorpb.ProposalInMergingMode, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this ProposalInMergingMode to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace ProposalInMergingMode {

        /** Properties of a ProposalInMergingMode. */
        interface $Properties {

            /** ProposalInMergingMode regionId */
            regionId?: (Long|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a ProposalInMergingMode. */
        type $Shape = errorpb.ProposalInMergingMode.$Properties;
    }

    /**
     * Properties of a DataIsNotReady.
     * @deprecated Use errorpb.DataIsNotReady.$Properties instead.
     */
    interface IDataIsNotReady extends errorpb.DataIsNotReady.$Properties {
    }

    /** Represents a DataIsNotReady. */
    class DataIsNotReady {

        /**
         * Constructs a new DataIsNotReady.
         * @param [properties] Properties to set
         */
        constructor(properties?: errorpb.DataIsNotReady.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** DataIsNotReady regionId. */
        regionId: Long;

        /** DataIsNotReady peerId. */
        peerId: Long;

        /** DataIsNotReady safeTs. */
        safeTs: Long;

        /**
         * Creates a new DataIsNotReady instance using the specified properties.
         * @param [properties] Properties to set
         * @returns DataIsNotReady instance
         */
        static create(properties: errorpb.DataIsNotReady.$Shape): errorpb.DataIsNotReady & errorpb.DataIsNotReady.$Shape;
        static create(properties?: errorpb.DataIsNotReady.$Properties): errorpb.DataIsNotReady;

        /**
         * Encodes the specified DataIsNotReady message. Does not implicitly {@link errorpb.DataIsNotReady.verify|verify} messages.
         * @param message DataIsNotReady message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: errorpb.DataIsNotReady.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a DataIsNotReady message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {errorpb.DataIsNotReady & errorpb.DataIsNotReady.$Shape} DataIsNotReady
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): errorpb.DataIsNotReady & errorpb.DataIsNotReady.$Shape;

        /**
         * Creates a DataIsNotReady message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns DataIsNotReady
         */
        static fromObject(object: { [k: string]: any }): errorpb.DataIsNotReady;

        /**
         * Creates a plain object from a DataIsNotReady message. Also converts values to other types if specified.
         * @param message DataIsNotReady
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: errorpb.DataIsNotReady, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this DataIsNotReady to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace DataIsNotReady {

        /** Properties of a DataIsNotReady. */
        interface $Properties {

            /** DataIsNotReady regionId */
            regionId?: (Long|null);

            /** DataIsNotReady peerId */
            peerId?: (Long|null);

            /** DataIsNotReady safeTs */
            safeTs?: (Long|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a DataIsNotReady. */
        type $Shape = errorpb.DataIsNotReady.$Properties;
    }

    /**
     * Properties of a RegionNotInitialized.
     * @deprecated Use errorpb.RegionNotInitialized.$Properties instead.
     */
    interface IRegionNotInitialized extends errorpb.RegionNotInitialized.$Properties {
    }

    /** Represents a RegionNotInitialized. */
    class RegionNotInitialized {

        /**
         * Constructs a new RegionNotInitialized.
         * @param [properties] Properties to set
         */
        constructor(properties?: errorpb.RegionNotInitialized.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** RegionNotInitialized regionId. */
        regionId: Long;

        /**
         * Creates a new RegionNotInitialized instance using the specified properties.
         * @param [properties] Properties to set
         * @returns RegionNotInitialized instance
         */
        static create(properties: errorpb.RegionNotInitialized.$Shape): errorpb.RegionNotInitialized & errorpb.RegionNotInitialized.$Shape;
        static create(properties?: errorpb.RegionNotInitialized.$Properties): errorpb.RegionNotInitialized;

        /**
         * Encodes the specified RegionNotInitialized message. Does not implicitly {@link errorpb.RegionNotInitialized.verify|verify} messages.
         * @param message RegionNotInitialized message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: errorpb.RegionNotInitialized.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a RegionNotInitialized message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {errorpb.RegionNotInitialized & errorpb.RegionNotInitialized.$Shape} RegionNotInitialized
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): errorpb.RegionNotInitialized & errorpb.RegionNotInitialized.$Shape;

        /**
         * Creates a RegionNotInitialized message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns RegionNotInitialized
         */
        static fromObject(object: { [k: string]: any }): errorpb.RegionNotInitialized;

        /**
         * Creates a plain object from a RegionNotInitialized message. Also converts values to other types if specified.
         * @param message RegionNotInitialized
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: errorpb.RegionNotInitialized, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this RegionNotInitialized to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace RegionNotInitialized {

        /** Properties of a RegionNotInitialized. */
        interface $Properties {

            /** RegionNotInitialized regionId */
            regionId?: (Long|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a RegionNotInitialized. */
        type $Shape = errorpb.RegionNotInitialized.$Properties;
    }

    /**
     * Properties of a DiskFull.
     * @deprecated Use errorpb.DiskFull.$Properties instead.
     */
    interface IDiskFull extends errorpb.DiskFull.$Properties {
    }

    /** Represents a DiskFull. */
    class DiskFull {

        /**
         * Constructs a new DiskFull.
         * @param [properties] Properties to set
         */
        constructor(properties?: errorpb.DiskFull.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** DiskFull storeId. */
        storeId: Long[];

        /** DiskFull reason. */
        reason: string;

        /**
         * Creates a new DiskFull instance using the specified properties.
         * @param [properties] Properties to set
         * @returns DiskFull instance
         */
        static create(properties: errorpb.DiskFull.$Shape): errorpb.DiskFull & errorpb.DiskFull.$Shape;
        static create(properties?: errorpb.DiskFull.$Properties): errorpb.DiskFull;

        /**
         * Encodes the specified DiskFull message. Does not implicitly {@link errorpb.DiskFull.verify|verify} messages.
         * @param message DiskFull message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: errorpb.DiskFull.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a DiskFull message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {errorpb.DiskFull & errorpb.DiskFull.$Shape} DiskFull
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): errorpb.DiskFull & errorpb.DiskFull.$Shape;

        /**
         * Creates a DiskFull message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns DiskFull
         */
        static fromObject(object: { [k: string]: any }): errorpb.DiskFull;

        /**
         * Creates a plain object from a DiskFull message. Also converts values to other types if specified.
         * @param message DiskFull
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: errorpb.DiskFull, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this DiskFull to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace DiskFull {

        /** Properties of a DiskFull. */
        interface $Properties {

            /** DiskFull storeId */
            storeId?: (Long[]|null);

            /** DiskFull reason */
            reason?: (string|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a DiskFull. */
        type $Shape = errorpb.DiskFull.$Properties;
    }

    /**
     * Properties of a RecoveryInProgress.
     * @deprecated Use errorpb.RecoveryInProgress.$Properties instead.
     */
    interface IRecoveryInProgress extends errorpb.RecoveryInProgress.$Properties {
    }

    /** Represents a RecoveryInProgress. */
    class RecoveryInProgress {

        /**
         * Constructs a new RecoveryInProgress.
         * @param [properties] Properties to set
         */
        constructor(properties?: errorpb.RecoveryInProgress.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** RecoveryInProgress regionId. */
        regionId: Long;

        /**
         * Creates a new RecoveryInProgress instance using the specified properties.
         * @param [properties] Properties to set
         * @returns RecoveryInProgress instance
         */
        static create(properties: errorpb.RecoveryInProgress.$Shape): errorpb.RecoveryInProgress & errorpb.RecoveryInProgress.$Shape;
        static create(properties?: errorpb.RecoveryInProgress.$Properties): errorpb.RecoveryInProgress;

        /**
         * Encodes the specified RecoveryInProgress message. Does not implicitly {@link errorpb.RecoveryInProgress.verify|verify} messages.
         * @param message RecoveryInProgress message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: errorpb.RecoveryInProgress.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a RecoveryInProgress message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {errorpb.RecoveryInProgress & errorpb.RecoveryInProgress.$Shape} RecoveryInProgress
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): errorpb.RecoveryInProgress & errorpb.RecoveryInProgress.$Shape;

        /**
         * Creates a RecoveryInProgress message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns RecoveryInProgress
         */
        static fromObject(object: { [k: string]: any }): errorpb.RecoveryInProgress;

        /**
         * Creates a plain object from a RecoveryInProgress message. Also converts values to other types if specified.
         * @param message RecoveryInProgress
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: errorpb.RecoveryInProgress, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this RecoveryInProgress to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace RecoveryInProgress {

        /** Properties of a RecoveryInProgress. */
        interface $Properties {

            /** RecoveryInProgress regionId */
            regionId?: (Long|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a RecoveryInProgress. */
        type $Shape = errorpb.RecoveryInProgress.$Properties;
    }

    /**
     * Properties of a FlashbackInProgress.
     * @deprecated Use errorpb.FlashbackInProgress.$Properties instead.
     */
    interface IFlashbackInProgress extends errorpb.FlashbackInProgress.$Properties {
    }

    /** Represents a FlashbackInProgress. */
    class FlashbackInProgress {

        /**
         * Constructs a new FlashbackInProgress.
         * @param [properties] Properties to set
         */
        constructor(properties?: errorpb.FlashbackInProgress.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** FlashbackInProgress regionId. */
        regionId: Long;

        /** FlashbackInProgress flashbackStartTs. */
        flashbackStartTs: Long;

        /**
         * Creates a new FlashbackInProgress instance using the specified properties.
         * @param [properties] Properties to set
         * @returns FlashbackInProgress instance
         */
        static create(properties: errorpb.FlashbackInProgress.$Shape): errorpb.FlashbackInProgress & errorpb.FlashbackInProgress.$Shape;
        static create(properties?: errorpb.FlashbackInProgress.$Properties): errorpb.FlashbackInProgress;

        /**
         * Encodes the specified FlashbackInProgress message. Does not implicitly {@link errorpb.FlashbackInProgress.verify|verify} messages.
         * @param message FlashbackInProgress message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: errorpb.FlashbackInProgress.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a FlashbackInProgress message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {errorpb.FlashbackInProgress & errorpb.FlashbackInProgress.$Shape} FlashbackInProgress
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): errorpb.FlashbackInProgress & errorpb.FlashbackInProgress.$Shape;

        /**
         * Creates a FlashbackInProgress message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns FlashbackInProgress
         */
        static fromObject(object: { [k: string]: any }): errorpb.FlashbackInProgress;

        /**
         * Creates a plain object from a FlashbackInProgress message. Also converts values to other types if specified.
         * @param message FlashbackInProgress
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: errorpb.FlashbackInProgress, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this FlashbackInProgress to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace FlashbackInProgress {

        /** Properties of a FlashbackInProgress. */
        interface $Properties {

            /** FlashbackInProgress regionId */
            regionId?: (Long|null);

            /** FlashbackInProgress flashbackStartTs */
            flashbackStartTs?: (Long|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a FlashbackInProgress. */
        type $Shape = errorpb.FlashbackInProgress.$Properties;
    }

    /**
     * Properties of a FlashbackNotPrepared.
     * @deprecated Use errorpb.FlashbackNotPrepared.$Properties instead.
     */
    interface IFlashbackNotPrepared extends errorpb.FlashbackNotPrepared.$Properties {
    }

    /** Represents a FlashbackNotPrepared. */
    class FlashbackNotPrepared {

        /**
         * Constructs a new FlashbackNotPrepared.
         * @param [properties] Properties to set
         */
        constructor(properties?: errorpb.FlashbackNotPrepared.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** FlashbackNotPrepared regionId. */
        regionId: Long;

        /**
         * Creates a new FlashbackNotPrepared instance using the specified properties.
         * @param [properties] Properties to set
         * @returns FlashbackNotPrepared instance
         */
        static create(properties: errorpb.FlashbackNotPrepared.$Shape): errorpb.FlashbackNotPrepared & errorpb.FlashbackNotPrepared.$Shape;
        static create(properties?: errorpb.FlashbackNotPrepared.$Properties): errorpb.FlashbackNotPrepared;

        /**
         * Encodes the specified FlashbackNotPrepared message. Does not implicitly {@link errorpb.FlashbackNotPrepared.verify|verify} messages.
         * @param message FlashbackNotPrepared message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: errorpb.FlashbackNotPrepared.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a FlashbackNotPrepared message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {errorpb.FlashbackNotPrepared & errorpb.FlashbackNotPrepared.$Shape} FlashbackNotPrepared
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): errorpb.FlashbackNotPrepared & errorpb.FlashbackNotPrepared.$Shape;

        /**
         * Creates a FlashbackNotPrepared message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns FlashbackNotPrepared
         */
        static fromObject(object: { [k: string]: any }): errorpb.FlashbackNotPrepared;

        /**
         * Creates a plain object from a FlashbackNotPrepared message. Also converts values to other types if specified.
         * @param message FlashbackNotPrepared
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: errorpb.FlashbackNotPrepared, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this FlashbackNotPrepared to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace FlashbackNotPrepared {

        /** Properties of a FlashbackNotPrepared. */
        interface $Properties {

            /** FlashbackNotPrepared regionId */
            regionId?: (Long|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a FlashbackNotPrepared. */
        type $Shape = errorpb.FlashbackNotPrepared.$Properties;
    }

    /**
     * Properties of an IsWitness.
     * @deprecated Use errorpb.IsWitness.$Properties instead.
     */
    interface IIsWitness extends errorpb.IsWitness.$Properties {
    }

    /** Represents an IsWitness. */
    class IsWitness {

        /**
         * Constructs a new IsWitness.
         * @param [properties] Properties to set
         */
        constructor(properties?: errorpb.IsWitness.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** IsWitness regionId. */
        regionId: Long;

        /**
         * Creates a new IsWitness instance using the specified properties.
         * @param [properties] Properties to set
         * @returns IsWitness instance
         */
        static create(properties: errorpb.IsWitness.$Shape): errorpb.IsWitness & errorpb.IsWitness.$Shape;
        static create(properties?: errorpb.IsWitness.$Properties): errorpb.IsWitness;

        /**
         * Encodes the specified IsWitness message. Does not implicitly {@link errorpb.IsWitness.verify|verify} messages.
         * @param message IsWitness message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: errorpb.IsWitness.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes an IsWitness message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {errorpb.IsWitness & errorpb.IsWitness.$Shape} IsWitness
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): errorpb.IsWitness & errorpb.IsWitness.$Shape;

        /**
         * Creates an IsWitness message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns IsWitness
         */
        static fromObject(object: { [k: string]: any }): errorpb.IsWitness;

        /**
         * Creates a plain object from an IsWitness message. Also converts values to other types if specified.
         * @param message IsWitness
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: errorpb.IsWitness, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this IsWitness to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace IsWitness {

        /** Properties of an IsWitness. */
        interface $Properties {

            /** IsWitness regionId */
            regionId?: (Long|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of an IsWitness. */
        type $Shape = errorpb.IsWitness.$Properties;
    }

    /**
     * Properties of a MismatchPeerId.
     * @deprecated Use errorpb.MismatchPeerId.$Properties instead.
     */
    interface IMismatchPeerId extends errorpb.MismatchPeerId.$Properties {
    }

    /** Represents a MismatchPeerId. */
    class MismatchPeerId {

        /**
         * Constructs a new MismatchPeerId.
         * @param [properties] Properties to set
         */
        constructor(properties?: errorpb.MismatchPeerId.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** MismatchPeerId requestPeerId. */
        requestPeerId: Long;

        /** MismatchPeerId storePeerId. */
        storePeerId: Long;

        /**
         * Creates a new MismatchPeerId instance using the specified properties.
         * @param [properties] Properties to set
         * @returns MismatchPeerId instance
         */
        static create(properties: errorpb.MismatchPeerId.$Shape): errorpb.MismatchPeerId & errorpb.MismatchPeerId.$Shape;
        static create(properties?: errorpb.MismatchPeerId.$Properties): errorpb.MismatchPeerId;

        /**
         * Encodes the specified MismatchPeerId message. Does not implicitly {@link errorpb.MismatchPeerId.verify|verify} messages.
         * @param message MismatchPeerId message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: errorpb.MismatchPeerId.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a MismatchPeerId message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {errorpb.MismatchPeerId & errorpb.MismatchPeerId.$Shape} MismatchPeerId
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): errorpb.MismatchPeerId & errorpb.MismatchPeerId.$Shape;

        /**
         * Creates a MismatchPeerId message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns MismatchPeerId
         */
        static fromObject(object: { [k: string]: any }): errorpb.MismatchPeerId;

        /**
         * Creates a plain object from a MismatchPeerId message. Also converts values to other types if specified.
         * @param message MismatchPeerId
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: errorpb.MismatchPeerId, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this MismatchPeerId to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace MismatchPeerId {

        /** Properties of a MismatchPeerId. */
        interface $Properties {

            /** MismatchPeerId requestPeerId */
            requestPeerId?: (Long|null);

            /** MismatchPeerId storePeerId */
            storePeerId?: (Long|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a MismatchPeerId. */
        type $Shape = errorpb.MismatchPeerId.$Properties;
    }

    /**
     * Properties of a BucketVersionNotMatch.
     * @deprecated Use errorpb.BucketVersionNotMatch.$Properties instead.
     */
    interface IBucketVersionNotMatch extends errorpb.BucketVersionNotMatch.$Properties {
    }

    /** Represents a BucketVersionNotMatch. */
    class BucketVersionNotMatch {

        /**
         * Constructs a new BucketVersionNotMatch.
         * @param [properties] Properties to set
         */
        constructor(properties?: errorpb.BucketVersionNotMatch.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** BucketVersionNotMatch version. */
        version: Long;

        /** BucketVersionNotMatch keys. */
        keys: Uint8Array[];

        /**
         * Creates a new BucketVersionNotMatch instance using the specified properties.
         * @param [properties] Properties to set
         * @returns BucketVersionNotMatch instance
         */
        static create(properties: errorpb.BucketVersionNotMatch.$Shape): errorpb.BucketVersionNotMatch & errorpb.BucketVersionNotMatch.$Shape;
        static create(properties?: errorpb.BucketVersionNotMatch.$Properties): errorpb.BucketVersionNotMatch;

        /**
         * Encodes the specified BucketVersionNotMatch message. Does not implicitly {@link errorpb.BucketVersionNotMatch.verify|verify} messages.
         * @param message BucketVersionNotMatch message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: errorpb.BucketVersionNotMatch.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a BucketVersionNotMatch message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {errorpb.BucketVersionNotMatch & errorpb.BucketVersionNotMatch.$Shape} BucketVersionNotMatch
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): errorpb.BucketVersionNotMatch & errorpb.BucketVersionNotMatch.$Shape;

        /**
         * Creates a BucketVersionNotMatch message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns BucketVersionNotMatch
         */
        static fromObject(object: { [k: string]: any }): errorpb.BucketVersionNotMatch;

        /**
         * Creates a plain object from a BucketVersionNotMatch message. Also converts values to other types if specified.
         * @param message BucketVersionNotMatch
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: errorpb.BucketVersionNotMatch, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this BucketVersionNotMatch to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace BucketVersionNotMatch {

        /** Properties of a BucketVersionNotMatch. */
        interface $Properties {

            /** BucketVersionNotMatch version */
            version?: (Long|null);

            /** BucketVersionNotMatch keys */
            keys?: (Uint8Array[]|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a BucketVersionNotMatch. */
        type $Shape = errorpb.BucketVersionNotMatch.$Properties;
    }

    /**
     * Properties of an UndeterminedResult.
     * @deprecated Use errorpb.UndeterminedResult.$Properties instead.
     */
    interface IUndeterminedResult extends errorpb.UndeterminedResult.$Properties {
    }

    /** Represents an UndeterminedResult. */
    class UndeterminedResult {

        /**
         * Constructs a new UndeterminedResult.
         * @param [properties] Properties to set
         */
        constructor(properties?: errorpb.UndeterminedResult.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** UndeterminedResult message. */
        message: string;

        /**
         * Creates a new UndeterminedResult instance using the specified properties.
         * @param [properties] Properties to set
         * @returns UndeterminedResult instance
         */
        static create(properties: errorpb.UndeterminedResult.$Shape): errorpb.UndeterminedResult & errorpb.UndeterminedResult.$Shape;
        static create(properties?: errorpb.UndeterminedResult.$Properties): errorpb.UndeterminedResult;

        /**
         * Encodes the specified UndeterminedResult message. Does not implicitly {@link errorpb.UndeterminedResult.verify|verify} messages.
         * @param message UndeterminedResult message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: errorpb.UndeterminedResult.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes an UndeterminedResult message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {errorpb.UndeterminedResult & errorpb.UndeterminedResult.$Shape} UndeterminedResult
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): errorpb.UndeterminedResult & errorpb.UndeterminedResult.$Shape;

        /**
         * Creates an UndeterminedResult message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns UndeterminedResult
         */
        static fromObject(object: { [k: string]: any }): errorpb.UndeterminedResult;

        /**
         * Creates a plain object from an UndeterminedResult message. Also converts values to other types if specified.
         * @param message UndeterminedResult
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: errorpb.UndeterminedResult, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this UndeterminedResult to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace UndeterminedResult {

        /** Properties of an UndeterminedResult. */
        interface $Properties {

            /** UndeterminedResult message */
            message?: (string|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of an UndeterminedResult. */
        type $Shape = errorpb.UndeterminedResult.$Properties;
    }
}

/** Namespace metapb. */
export namespace metapb {

    /**
     * Properties of a Cluster.
     * @deprecated Use metapb.Cluster.$Properties instead.
     */
    interface ICluster extends metapb.Cluster.$Properties {
    }

    /** Represents a Cluster. */
    class Cluster {

        /**
         * Constructs a new Cluster.
         * @param [properties] Properties to set
         */
        constructor(properties?: metapb.Cluster.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Cluster id. */
        id: Long;

        /** Cluster maxPeerCount. */
        maxPeerCount: number;

        /**
         * Creates a new Cluster instance using the specified properties.
         * @param [properties] Properties to set
         * @returns Cluster instance
         */
        static create(properties: metapb.Cluster.$Shape): metapb.Cluster & metapb.Cluster.$Shape;
        static create(properties?: metapb.Cluster.$Properties): metapb.Cluster;

        /**
         * Encodes the specified Cluster message. Does not implicitly {@link metapb.Cluster.verify|verify} messages.
         * @param message Cluster message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: metapb.Cluster.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Cluster message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {metapb.Cluster & metapb.Cluster.$Shape} Cluster
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): metapb.Cluster & metapb.Cluster.$Shape;

        /**
         * Creates a Cluster message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns Cluster
         */
        static fromObject(object: { [k: string]: any }): metapb.Cluster;

        /**
         * Creates a plain object from a Cluster message. Also converts values to other types if specified.
         * @param message Cluster
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: metapb.Cluster, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this Cluster to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace Cluster {

        /** Properties of a Cluster. */
        interface $Properties {

            /** Cluster id */
            id?: (Long|null);

            /** Cluster maxPeerCount */
            maxPeerCount?: (number|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a Cluster. */
        type $Shape = metapb.Cluster.$Properties;
    }

    /**
     * Properties of a Store.
     * @deprecated Use metapb.Store.$Properties instead.
     */
    interface IStore extends metapb.Store.$Properties {
    }

    /** Represents a Store. */
    class Store {

        /**
         * Constructs a new Store.
         * @param [properties] Properties to set
         */
        constructor(properties?: metapb.Store.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Store id. */
        id: Long;

        /** Store address. */
        address: string;

        /** Store state. */
        state: metapb.StoreState;

        /** Store labels. */
        labels: metapb.StoreLabel.$Properties[];

        /** Store version. */
        version: string;

        /** Store peerAddress. */
        peerAddress: string;

        /** Store statusAddress. */
        statusAddress: string;

        /** Store gitHash. */
        gitHash: string;

        /** Store startTimestamp. */
        startTimestamp: Long;

        /** Store deployPath. */
        deployPath: string;

        /** Store lastHeartbeat. */
        lastHeartbeat: Long;

        /** Store physicallyDestroyed. */
        physicallyDestroyed: boolean;

        /** Store nodeState. */
        nodeState: metapb.NodeState;

        /**
         * Creates a new Store instance using the specified properties.
         * @param [properties] Properties to set
         * @returns Store instance
         */
        static create(properties: metapb.Store.$Shape): metapb.Store & metapb.Store.$Shape;
        static create(properties?: metapb.Store.$Properties): metapb.Store;

        /**
         * Encodes the specified Store message. Does not implicitly {@link metapb.Store.verify|verify} messages.
         * @param message Store message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: metapb.Store.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Store message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {metapb.Store & metapb.Store.$Shape} Store
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): metapb.Store & metapb.Store.$Shape;

        /**
         * Creates a Store message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns Store
         */
        static fromObject(object: { [k: string]: any }): metapb.Store;

        /**
         * Creates a plain object from a Store message. Also converts values to other types if specified.
         * @param message Store
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: metapb.Store, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this Store to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace Store {

        /** Properties of a Store. */
        interface $Properties {

            /** Store id */
            id?: (Long|null);

            /** Store address */
            address?: (string|null);

            /** Store state */
            state?: (metapb.StoreState|null);

            /** Store labels */
            labels?: (metapb.StoreLabel.$Properties[]|null);

            /** Store version */
            version?: (string|null);

            /** Store peerAddress */
            peerAddress?: (string|null);

            /** Store statusAddress */
            statusAddress?: (string|null);

            /** Store gitHash */
            gitHash?: (string|null);

            /** Store startTimestamp */
            startTimestamp?: (Long|null);

            /** Store deployPath */
            deployPath?: (string|null);

            /** Store lastHeartbeat */
            lastHeartbeat?: (Long|null);

            /** Store physicallyDestroyed */
            physicallyDestroyed?: (boolean|null);

            /** Store nodeState */
            nodeState?: (metapb.NodeState|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a Store. */
        type $Shape = metapb.Store.$Properties;
    }

    /** StoreState enum. */
    enum StoreState {

        /** Up value */
        Up = 0,

        /** Offline value */
        Offline = 1,

        /** Tombstone value */
        Tombstone = 2
    }

    /** NodeState enum. */
    enum NodeState {

        /** Preparing value */
        Preparing = 0,

        /** Serving value */
        Serving = 1,

        /** Removing value */
        Removing = 2,

        /** Removed value */
        Removed = 3
    }

    /**
     * Properties of a StoreLabel.
     * @deprecated Use metapb.StoreLabel.$Properties instead.
     */
    interface IStoreLabel extends metapb.StoreLabel.$Properties {
    }

    /** Represents a StoreLabel. */
    class StoreLabel {

        /**
         * Constructs a new StoreLabel.
         * @param [properties] Properties to set
         */
        constructor(properties?: metapb.StoreLabel.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** StoreLabel key. */
        key: string;

        /** StoreLabel value. */
        value: string;

        /**
         * Creates a new StoreLabel instance using the specified properties.
         * @param [properties] Properties to set
         * @returns StoreLabel instance
         */
        static create(properties: metapb.StoreLabel.$Shape): metapb.StoreLabel & metapb.StoreLabel.$Shape;
        static create(properties?: metapb.StoreLabel.$Properties): metapb.StoreLabel;

        /**
         * Encodes the specified StoreLabel message. Does not implicitly {@link metapb.StoreLabel.verify|verify} messages.
         * @param message StoreLabel message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: metapb.StoreLabel.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a StoreLabel message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {metapb.StoreLabel & metapb.StoreLabel.$Shape} StoreLabel
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): metapb.StoreLabel & metapb.StoreLabel.$Shape;

        /**
         * Creates a StoreLabel message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns StoreLabel
         */
        static fromObject(object: { [k: string]: any }): metapb.StoreLabel;

        /**
         * Creates a plain object from a StoreLabel message. Also converts values to other types if specified.
         * @param message StoreLabel
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: metapb.StoreLabel, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this StoreLabel to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace StoreLabel {

        /** Properties of a StoreLabel. */
        interface $Properties {

            /** StoreLabel key */
            key?: (string|null);

            /** StoreLabel value */
            value?: (string|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a StoreLabel. */
        type $Shape = metapb.StoreLabel.$Properties;
    }

    /**
     * Properties of a RegionEpoch.
     * @deprecated Use metapb.RegionEpoch.$Properties instead.
     */
    interface IRegionEpoch extends metapb.RegionEpoch.$Properties {
    }

    /** Represents a RegionEpoch. */
    class RegionEpoch {

        /**
         * Constructs a new RegionEpoch.
         * @param [properties] Properties to set
         */
        constructor(properties?: metapb.RegionEpoch.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** RegionEpoch confVer. */
        confVer: Long;

        /** RegionEpoch version. */
        version: Long;

        /**
         * Creates a new RegionEpoch instance using the specified properties.
         * @param [properties] Properties to set
         * @returns RegionEpoch instance
         */
        static create(properties: metapb.RegionEpoch.$Shape): metapb.RegionEpoch & metapb.RegionEpoch.$Shape;
        static create(properties?: metapb.RegionEpoch.$Properties): metapb.RegionEpoch;

        /**
         * Encodes the specified RegionEpoch message. Does not implicitly {@link metapb.RegionEpoch.verify|verify} messages.
         * @param message RegionEpoch message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: metapb.RegionEpoch.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a RegionEpoch message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {metapb.RegionEpoch & metapb.RegionEpoch.$Shape} RegionEpoch
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): metapb.RegionEpoch & metapb.RegionEpoch.$Shape;

        /**
         * Creates a RegionEpoch message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns RegionEpoch
         */
        static fromObject(object: { [k: string]: any }): metapb.RegionEpoch;

        /**
         * Creates a plain object from a RegionEpoch message. Also converts values to other types if specified.
         * @param message RegionEpoch
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: metapb.RegionEpoch, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this RegionEpoch to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace RegionEpoch {

        /** Properties of a RegionEpoch. */
        interface $Properties {

            /** RegionEpoch confVer */
            confVer?: (Long|null);

            /** RegionEpoch version */
            version?: (Long|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a RegionEpoch. */
        type $Shape = metapb.RegionEpoch.$Properties;
    }

    /**
     * Properties of a Region.
     * @deprecated Use metapb.Region.$Properties instead.
     */
    interface IRegion extends metapb.Region.$Properties {
    }

    /** Represents a Region. */
    class Region {

        /**
         * Constructs a new Region.
         * @param [properties] Properties to set
         */
        constructor(properties?: metapb.Region.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Region id. */
        id: Long;

        /** Region startKey. */
        startKey: Uint8Array;

        /** Region endKey. */
        endKey: Uint8Array;

        /** Region regionEpoch. */
        regionEpoch?: (metapb.RegionEpoch.$Properties|null);

        /** Region peers. */
        peers: metapb.Peer.$Properties[];

        /** Region isInFlashback. */
        isInFlashback: boolean;

        /** Region flashbackStartTs. */
        flashbackStartTs: Long;

        /**
         * Creates a new Region instance using the specified properties.
         * @param [properties] Properties to set
         * @returns Region instance
         */
        static create(properties: metapb.Region.$Shape): metapb.Region & metapb.Region.$Shape;
        static create(properties?: metapb.Region.$Properties): metapb.Region;

        /**
         * Encodes the specified Region message. Does not implicitly {@link metapb.Region.verify|verify} messages.
         * @param message Region message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: metapb.Region.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Region message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {metapb.Region & metapb.Region.$Shape} Region
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): metapb.Region & metapb.Region.$Shape;

        /**
         * Creates a Region message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns Region
         */
        static fromObject(object: { [k: string]: any }): metapb.Region;

        /**
         * Creates a plain object from a Region message. Also converts values to other types if specified.
         * @param message Region
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: metapb.Region, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this Region to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace Region {

        /** Properties of a Region. */
        interface $Properties {

            /** Region id */
            id?: (Long|null);

            /** Region startKey */
            startKey?: (Uint8Array|null);

            /** Region endKey */
            endKey?: (Uint8Array|null);

            /** Region regionEpoch */
            regionEpoch?: (metapb.RegionEpoch.$Properties|null);

            /** Region peers */
            peers?: (metapb.Peer.$Properties[]|null);

            /** Region isInFlashback */
            isInFlashback?: (boolean|null);

            /** Region flashbackStartTs */
            flashbackStartTs?: (Long|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a Region. */
        type $Shape = metapb.Region.$Properties;
    }

    /**
     * Properties of a Peer.
     * @deprecated Use metapb.Peer.$Properties instead.
     */
    interface IPeer extends metapb.Peer.$Properties {
    }

    /** Represents a Peer. */
    class Peer {

        /**
         * Constructs a new Peer.
         * @param [properties] Properties to set
         */
        constructor(properties?: metapb.Peer.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Peer id. */
        id: Long;

        /** Peer storeId. */
        storeId: Long;

        /** Peer role. */
        role: metapb.PeerRole;

        /** Peer isWitness. */
        isWitness: boolean;

        /**
         * Creates a new Peer instance using the specified properties.
         * @param [properties] Properties to set
         * @returns Peer instance
         */
        static create(properties: metapb.Peer.$Shape): metapb.Peer & metapb.Peer.$Shape;
        static create(properties?: metapb.Peer.$Properties): metapb.Peer;

        /**
         * Encodes the specified Peer message. Does not implicitly {@link metapb.Peer.verify|verify} messages.
         * @param message Peer message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: metapb.Peer.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Peer message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {metapb.Peer & metapb.Peer.$Shape} Peer
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): metapb.Peer & metapb.Peer.$Shape;

        /**
         * Creates a Peer message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns Peer
         */
        static fromObject(object: { [k: string]: any }): metapb.Peer;

        /**
         * Creates a plain object from a Peer message. Also converts values to other types if specified.
         * @param message Peer
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: metapb.Peer, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this Peer to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace Peer {

        /** Properties of a Peer. */
        interface $Properties {

            /** Peer id */
            id?: (Long|null);

            /** Peer storeId */
            storeId?: (Long|null);

            /** Peer role */
            role?: (metapb.PeerRole|null);

            /** Peer isWitness */
            isWitness?: (boolean|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a Peer. */
        type $Shape = metapb.Peer.$Properties;
    }

    /** PeerRole enum. */
    enum PeerRole {

        /** Voter value */
        Voter = 0,

        /** Learner value */
        Learner = 1,

        /** IncomingVoter value */
        IncomingVoter = 2,

        /** DemotingVoter value */
        DemotingVoter = 3
    }
}

/** Namespace kvrpcpb. */
export namespace kvrpcpb {

    /**
     * Properties of a Context.
     * @deprecated Use kvrpcpb.Context.$Properties instead.
     */
    interface IContext extends kvrpcpb.Context.$Properties {
    }

    /** Represents a Context. */
    class Context {

        /**
         * Constructs a new Context.
         * @param [properties] Properties to set
         */
        constructor(properties?: kvrpcpb.Context.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Context regionId. */
        regionId: Long;

        /** Context regionEpoch. */
        regionEpoch?: (metapb.RegionEpoch.$Properties|null);

        /** Context peer. */
        peer?: (metapb.Peer.$Properties|null);

        /** Context term. */
        term: Long;

        /** Context priority. */
        priority: kvrpcpb.CommandPri;

        /** Context isolationLevel. */
        isolationLevel: kvrpcpb.IsolationLevel;

        /** Context notFillCache. */
        notFillCache: boolean;

        /** Context replicaRead. */
        replicaRead: boolean;

        /** Context resolvedLocks. */
        resolvedLocks: Long[];

        /** Context maxExecutionDurationMs. */
        maxExecutionDurationMs: Long;

        /** Context staleRead. */
        staleRead: boolean;

        /** Context diskFullOpt. */
        diskFullOpt: kvrpcpb.DiskFullOpt;

        /** Context isRetryRequest. */
        isRetryRequest: boolean;

        /** Context apiVersion. */
        apiVersion: kvrpcpb.APIVersion;

        /** Context committedLocks. */
        committedLocks: Long[];

        /** Context requestSource. */
        requestSource: string;

        /** Context txnSource. */
        txnSource: Long;

        /** Context keyspaceName. */
        keyspaceName: string;

        /** Context keyspaceId. */
        keyspaceId?: (number|null);

        /** Context clusterId. */
        clusterId: Long;

        /** Context keyspace. */
        keyspace?: "keyspaceId";

        /**
         * Creates a new Context instance using the specified properties.
         * @param [properties] Properties to set
         * @returns Context instance
         */
        static create(properties: kvrpcpb.Context.$Shape): kvrpcpb.Context & kvrpcpb.Context.$Shape;
        static create(properties?: kvrpcpb.Context.$Properties): kvrpcpb.Context;

        /**
         * Encodes the specified Context message. Does not implicitly {@link kvrpcpb.Context.verify|verify} messages.
         * @param message Context message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: kvrpcpb.Context.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Context message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {kvrpcpb.Context & kvrpcpb.Context.$Shape} Context
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): kvrpcpb.Context & kvrpcpb.Context.$Shape;

        /**
         * Creates a Context message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns Context
         */
        static fromObject(object: { [k: string]: any }): kvrpcpb.Context;

        /**
         * Creates a plain object from a Context message. Also converts values to other types if specified.
         * @param message Context
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: kvrpcpb.Context, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this Context to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace Context {

        /** Properties of a Context. */
        interface $Properties {

            /** Context regionId */
            regionId?: (Long|null);

            /** Context regionEpoch */
            regionEpoch?: (metapb.RegionEpoch.$Properties|null);

            /** Context peer */
            peer?: (metapb.Peer.$Properties|null);

            /** Context term */
            term?: (Long|null);

            /** Context priority */
            priority?: (kvrpcpb.CommandPri|null);

            /** Context isolationLevel */
            isolationLevel?: (kvrpcpb.IsolationLevel|null);

            /** Context notFillCache */
            notFillCache?: (boolean|null);

            /** Context replicaRead */
            replicaRead?: (boolean|null);

            /** Context resolvedLocks */
            resolvedLocks?: (Long[]|null);

            /** Context maxExecutionDurationMs */
            maxExecutionDurationMs?: (Long|null);

            /** Context staleRead */
            staleRead?: (boolean|null);

            /** Context diskFullOpt */
            diskFullOpt?: (kvrpcpb.DiskFullOpt|null);

            /** Context isRetryRequest */
            isRetryRequest?: (boolean|null);

            /** Context apiVersion */
            apiVersion?: (kvrpcpb.APIVersion|null);

            /** Context committedLocks */
            committedLocks?: (Long[]|null);

            /** Context requestSource */
            requestSource?: (string|null);

            /** Context txnSource */
            txnSource?: (Long|null);

            /** Context keyspaceName */
            keyspaceName?: (string|null);

            /** Context keyspaceId */
            keyspaceId?: (number|null);

            /** Context clusterId */
            clusterId?: (Long|null);

            /** Context keyspace */
            keyspace?: "keyspaceId";

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Narrowed shape of a Context. */
        type $Shape = {
          regionId?: Long|null;
          regionEpoch?: metapb.RegionEpoch.$Shape|null;
          peer?: metapb.Peer.$Shape|null;
          term?: Long|null;
          priority?: kvrpcpb.CommandPri|null;
          isolationLevel?: kvrpcpb.IsolationLevel|null;
          notFillCache?: boolean|null;
          replicaRead?: boolean|null;
          resolvedLocks?: Long[]|null;
          maxExecutionDurationMs?: Long|null;
          staleRead?: boolean|null;
          diskFullOpt?: kvrpcpb.DiskFullOpt|null;
          isRetryRequest?: boolean|null;
          apiVersion?: kvrpcpb.APIVersion|null;
          committedLocks?: Long[]|null;
          requestSource?: string|null;
          txnSource?: Long|null;
          keyspaceName?: string|null;
          keyspaceId?: number|null;
          clusterId?: Long|null;
          $unknowns?: Uint8Array[];
        } & (
          ({ keyspace?: undefined; keyspaceId?: null }|{ keyspace?: "keyspaceId"; keyspaceId: number })
        );
    }

    /** APIVersion enum. */
    enum APIVersion {

        /** V1 value */
        V1 = 0,

        /** V1TTL value */
        V1TTL = 1,

        /** V2 value */
        V2 = 2,

        /** V3 value */
        V3 = 3
    }

    /** CommandPri enum. */
    enum CommandPri {

        /** Normal value */
        Normal = 0,

        /** Low value */
        Low = 1,

        /** High value */
        High = 2
    }

    /** IsolationLevel enum. */
    enum IsolationLevel {

        /** SI value */
        SI = 0,

        /** RC value */
        RC = 1,

        /** RCCheckTS value */
        RCCheckTS = 2
    }

    /** DiskFullOpt enum. */
    enum DiskFullOpt {

        /** NotAllowedOnFull value */
        NotAllowedOnFull = 0,

        /** AllowedOnAlmostFull value */
        AllowedOnAlmostFull = 1,

        /** AllowedOnAlreadyFull value */
        AllowedOnAlreadyFull = 2
    }

    /** ExtraOp enum. */
    enum ExtraOp {

        /** Noop value */
        Noop = 0,

        /** ReadOldValue value */
        ReadOldValue = 1
    }

    /**
     * Properties of a GetRequest.
     * @deprecated Use kvrpcpb.GetRequest.$Properties instead.
     */
    interface IGetRequest extends kvrpcpb.GetRequest.$Properties {
    }

    /** Represents a GetRequest. */
    class GetRequest {

        /**
         * Constructs a new GetRequest.
         * @param [properties] Properties to set
         */
        constructor(properties?: kvrpcpb.GetRequest.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** GetRequest context. */
        context?: (kvrpcpb.Context.$Properties|null);

        /** GetRequest key. */
        key: Uint8Array;

        /** GetRequest version. */
        version: Long;

        /** GetRequest needCommitTs. */
        needCommitTs: boolean;

        /**
         * Creates a new GetRequest instance using the specified properties.
         * @param [properties] Properties to set
         * @returns GetRequest instance
         */
        static create(properties: kvrpcpb.GetRequest.$Shape): kvrpcpb.GetRequest & kvrpcpb.GetRequest.$Shape;
        static create(properties?: kvrpcpb.GetRequest.$Properties): kvrpcpb.GetRequest;

        /**
         * Encodes the specified GetRequest message. Does not implicitly {@link kvrpcpb.GetRequest.verify|verify} messages.
         * @param message GetRequest message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: kvrpcpb.GetRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a GetRequest message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {kvrpcpb.GetRequest & kvrpcpb.GetRequest.$Shape} GetRequest
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): kvrpcpb.GetRequest & kvrpcpb.GetRequest.$Shape;

        /**
         * Creates a GetRequest message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns GetRequest
         */
        static fromObject(object: { [k: string]: any }): kvrpcpb.GetRequest;

        /**
         * Creates a plain object from a GetRequest message. Also converts values to other types if specified.
         * @param message GetRequest
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: kvrpcpb.GetRequest, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this GetRequest to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace GetRequest {

        /** Properties of a GetRequest. */
        interface $Properties {

            /** GetRequest context */
            context?: (kvrpcpb.Context.$Properties|null);

            /** GetRequest key */
            key?: (Uint8Array|null);

            /** GetRequest version */
            version?: (Long|null);

            /** GetRequest needCommitTs */
            needCommitTs?: (boolean|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a GetRequest. */
        type $Shape = {
          context?: kvrpcpb.Context.$Shape|null;
          key?: Uint8Array|null;
          version?: Long|null;
          needCommitTs?: boolean|null;
          $unknowns?: Uint8Array[];
        };
    }

    /**
     * Properties of a GetResponse.
     * @deprecated Use kvrpcpb.GetResponse.$Properties instead.
     */
    interface IGetResponse extends kvrpcpb.GetResponse.$Properties {
    }

    /** Represents a GetResponse. */
    class GetResponse {

        /**
         * Constructs a new GetResponse.
         * @param [properties] Properties to set
         */
        constructor(properties?: kvrpcpb.GetResponse.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** GetResponse regionError. */
        regionError?: (errorpb.Error.$Properties|null);

        /** GetResponse error. */
        error?: (kvrpcpb.KeyError.$Properties|null);

        /** GetResponse value. */
        value: Uint8Array;

        /** GetResponse notFound. */
        notFound: boolean;

        /** GetResponse commitTs. */
        commitTs: Long;

        /**
         * Creates a new GetResponse instance using the specified properties.
         * @param [properties] Properties to set
         * @returns GetResponse instance
         */
        static create(properties: kvrpcpb.GetResponse.$Shape): kvrpcpb.GetResponse & kvrpcpb.GetResponse.$Shape;
        static create(properties?: kvrpcpb.GetResponse.$Properties): kvrpcpb.GetResponse;

        /**
         * Encodes the specified GetResponse message. Does not implicitly {@link kvrpcpb.GetResponse.verify|verify} messages.
         * @param message GetResponse message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: kvrpcpb.GetResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a GetResponse message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {kvrpcpb.GetResponse & kvrpcpb.GetResponse.$Shape} GetResponse
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): kvrpcpb.GetResponse & kvrpcpb.GetResponse.$Shape;

        /**
         * Creates a GetResponse message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns GetResponse
         */
        static fromObject(object: { [k: string]: any }): kvrpcpb.GetResponse;

        /**
         * Creates a plain object from a GetResponse message. Also converts values to other types if specified.
         * @param message GetResponse
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: kvrpcpb.GetResponse, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this GetResponse to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace GetResponse {

        /** Properties of a GetResponse. */
        interface $Properties {

            /** GetResponse regionError */
            regionError?: (errorpb.Error.$Properties|null);

            /** GetResponse error */
            error?: (kvrpcpb.KeyError.$Properties|null);

            /** GetResponse value */
            value?: (Uint8Array|null);

            /** GetResponse notFound */
            notFound?: (boolean|null);

            /** GetResponse commitTs */
            commitTs?: (Long|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a GetResponse. */
        type $Shape = kvrpcpb.GetResponse.$Properties;
    }

    /**
     * Properties of a ScanRequest.
     * @deprecated Use kvrpcpb.ScanRequest.$Properties instead.
     */
    interface IScanRequest extends kvrpcpb.ScanRequest.$Properties {
    }

    /** Represents a ScanRequest. */
    class ScanRequest {

        /**
         * Constructs a new ScanRequest.
         * @param [properties] Properties to set
         */
        constructor(properties?: kvrpcpb.ScanRequest.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** ScanRequest context. */
        context?: (kvrpcpb.Context.$Properties|null);

        /** ScanRequest startKey. */
        startKey: Uint8Array;

        /** ScanRequest limit. */
        limit: number;

        /** ScanRequest version. */
        version: Long;

        /** ScanRequest keyOnly. */
        keyOnly: boolean;

        /** ScanRequest reverse. */
        reverse: boolean;

        /** ScanRequest endKey. */
        endKey: Uint8Array;

        /** ScanRequest sampleStep. */
        sampleStep: number;

        /**
         * Creates a new ScanRequest instance using the specified properties.
         * @param [properties] Properties to set
         * @returns ScanRequest instance
         */
        static create(properties: kvrpcpb.ScanRequest.$Shape): kvrpcpb.ScanRequest & kvrpcpb.ScanRequest.$Shape;
        static create(properties?: kvrpcpb.ScanRequest.$Properties): kvrpcpb.ScanRequest;

        /**
         * Encodes the specified ScanRequest message. Does not implicitly {@link kvrpcpb.ScanRequest.verify|verify} messages.
         * @param message ScanRequest message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: kvrpcpb.ScanRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a ScanRequest message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {kvrpcpb.ScanRequest & kvrpcpb.ScanRequest.$Shape} ScanRequest
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): kvrpcpb.ScanRequest & kvrpcpb.ScanRequest.$Shape;

        /**
         * Creates a ScanRequest message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns ScanRequest
         */
        static fromObject(object: { [k: string]: any }): kvrpcpb.ScanRequest;

        /**
         * Creates a plain object from a ScanRequest message. Also converts values to other types if specified.
         * @param message ScanRequest
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: kvrpcpb.ScanRequest, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this ScanRequest to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace ScanRequest {

        /** Properties of a ScanRequest. */
        interface $Properties {

            /** ScanRequest context */
            context?: (kvrpcpb.Context.$Properties|null);

            /** ScanRequest startKey */
            startKey?: (Uint8Array|null);

            /** ScanRequest limit */
            limit?: (number|null);

            /** ScanRequest version */
            version?: (Long|null);

            /** ScanRequest keyOnly */
            keyOnly?: (boolean|null);

            /** ScanRequest reverse */
            reverse?: (boolean|null);

            /** ScanRequest endKey */
            endKey?: (Uint8Array|null);

            /** ScanRequest sampleStep */
            sampleStep?: (number|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a ScanRequest. */
        type $Shape = {
          context?: kvrpcpb.Context.$Shape|null;
          startKey?: Uint8Array|null;
          limit?: number|null;
          version?: Long|null;
          keyOnly?: boolean|null;
          reverse?: boolean|null;
          endKey?: Uint8Array|null;
          sampleStep?: number|null;
          $unknowns?: Uint8Array[];
        };
    }

    /**
     * Properties of a ScanResponse.
     * @deprecated Use kvrpcpb.ScanResponse.$Properties instead.
     */
    interface IScanResponse extends kvrpcpb.ScanResponse.$Properties {
    }

    /** Represents a ScanResponse. */
    class ScanResponse {

        /**
         * Constructs a new ScanResponse.
         * @param [properties] Properties to set
         */
        constructor(properties?: kvrpcpb.ScanResponse.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** ScanResponse regionError. */
        regionError?: (errorpb.Error.$Properties|null);

        /** ScanResponse pairs. */
        pairs: kvrpcpb.KvPair.$Properties[];

        /** ScanResponse error. */
        error?: (kvrpcpb.KeyError.$Properties|null);

        /**
         * Creates a new ScanResponse instance using the specified properties.
         * @param [properties] Properties to set
         * @returns ScanResponse instance
         */
        static create(properties: kvrpcpb.ScanResponse.$Shape): kvrpcpb.ScanResponse & kvrpcpb.ScanResponse.$Shape;
        static create(properties?: kvrpcpb.ScanResponse.$Properties): kvrpcpb.ScanResponse;

        /**
         * Encodes the specified ScanResponse message. Does not implicitly {@link kvrpcpb.ScanResponse.verify|verify} messages.
         * @param message ScanResponse message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: kvrpcpb.ScanResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a ScanResponse message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {kvrpcpb.ScanResponse & kvrpcpb.ScanResponse.$Shape} ScanResponse
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): kvrpcpb.ScanResponse & kvrpcpb.ScanResponse.$Shape;

        /**
         * Creates a ScanResponse message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns ScanResponse
         */
        static fromObject(object: { [k: string]: any }): kvrpcpb.ScanResponse;

        /**
         * Creates a plain object from a ScanResponse message. Also converts values to other types if specified.
         * @param message ScanResponse
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: kvrpcpb.ScanResponse, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this ScanResponse to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace ScanResponse {

        /** Properties of a ScanResponse. */
        interface $Properties {

            /** ScanResponse regionError */
            regionError?: (errorpb.Error.$Properties|null);

            /** ScanResponse pairs */
            pairs?: (kvrpcpb.KvPair.$Properties[]|null);

            /** ScanResponse error */
            error?: (kvrpcpb.KeyError.$Properties|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a ScanResponse. */
        type $Shape = kvrpcpb.ScanResponse.$Properties;
    }

    /**
     * Properties of a BatchGetRequest.
     * @deprecated Use kvrpcpb.BatchGetRequest.$Properties instead.
     */
    interface IBatchGetRequest extends kvrpcpb.BatchGetRequest.$Properties {
    }

    /** Represents a BatchGetRequest. */
    class BatchGetRequest {

        /**
         * Constructs a new BatchGetRequest.
         * @param [properties] Properties to set
         */
        constructor(properties?: kvrpcpb.BatchGetRequest.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** BatchGetRequest context. */
        context?: (kvrpcpb.Context.$Properties|null);

        /** BatchGetRequest keys. */
        keys: Uint8Array[];

        /** BatchGetRequest version. */
        version: Long;

        /** BatchGetRequest needCommitTs. */
        needCommitTs: boolean;

        /**
         * Creates a new BatchGetRequest instance using the specified properties.
         * @param [properties] Properties to set
         * @returns BatchGetRequest instance
         */
        static create(properties: kvrpcpb.BatchGetRequest.$Shape): kvrpcpb.BatchGetRequest & kvrpcpb.BatchGetRequest.$Shape;
        static create(properties?: kvrpcpb.BatchGetRequest.$Properties): kvrpcpb.BatchGetRequest;

        /**
         * Encodes the specified BatchGetRequest message. Does not implicitly {@link kvrpcpb.BatchGetRequest.verify|verify} messages.
         * @param message BatchGetRequest message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: kvrpcpb.BatchGetRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a BatchGetRequest message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {kvrpcpb.BatchGetRequest & kvrpcpb.BatchGetRequest.$Shape} BatchGetRequest
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): kvrpcpb.BatchGetRequest & kvrpcpb.BatchGetRequest.$Shape;

        /**
         * Creates a BatchGetRequest message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns BatchGetRequest
         */
        static fromObject(object: { [k: string]: any }): kvrpcpb.BatchGetRequest;

        /**
         * Creates a plain object from a BatchGetRequest message. Also converts values to other types if specified.
         * @param message BatchGetRequest
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: kvrpcpb.BatchGetRequest, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this BatchGetRequest to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace BatchGetRequest {

        /** Properties of a BatchGetRequest. */
        interface $Properties {

            /** BatchGetRequest context */
            context?: (kvrpcpb.Context.$Properties|null);

            /** BatchGetRequest keys */
            keys?: (Uint8Array[]|null);

            /** BatchGetRequest version */
            version?: (Long|null);

            /** BatchGetRequest needCommitTs */
            needCommitTs?: (boolean|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a BatchGetRequest. */
        type $Shape = {
          context?: kvrpcpb.Context.$Shape|null;
          keys?: Uint8Array[]|null;
          version?: Long|null;
          needCommitTs?: boolean|null;
          $unknowns?: Uint8Array[];
        };
    }

    /**
     * Properties of a BatchGetResponse.
     * @deprecated Use kvrpcpb.BatchGetResponse.$Properties instead.
     */
    interface IBatchGetResponse extends kvrpcpb.BatchGetResponse.$Properties {
    }

    /** Represents a BatchGetResponse. */
    class BatchGetResponse {

        /**
         * Constructs a new BatchGetResponse.
         * @param [properties] Properties to set
         */
        constructor(properties?: kvrpcpb.BatchGetResponse.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** BatchGetResponse regionError. */
        regionError?: (errorpb.Error.$Properties|null);

        /** BatchGetResponse pairs. */
        pairs: kvrpcpb.KvPair.$Properties[];

        /** BatchGetResponse error. */
        error?: (kvrpcpb.KeyError.$Properties|null);

        /**
         * Creates a new BatchGetResponse instance using the specified properties.
         * @param [properties] Properties to set
         * @returns BatchGetResponse instance
         */
        static create(properties: kvrpcpb.BatchGetResponse.$Shape): kvrpcpb.BatchGetResponse & kvrpcpb.BatchGetResponse.$Shape;
        static create(properties?: kvrpcpb.BatchGetResponse.$Properties): kvrpcpb.BatchGetResponse;

        /**
         * Encodes the specified BatchGetResponse message. Does not implicitly {@link kvrpcpb.BatchGetResponse.verify|verify} messages.
         * @param message BatchGetResponse message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: kvrpcpb.BatchGetResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a BatchGetResponse message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {kvrpcpb.BatchGetResponse & kvrpcpb.BatchGetResponse.$Shape} BatchGetResponse
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): kvrpcpb.BatchGetResponse & kvrpcpb.BatchGetResponse.$Shape;

        /**
         * Creates a BatchGetResponse message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns BatchGetResponse
         */
        static fromObject(object: { [k: string]: any }): kvrpcpb.BatchGetResponse;

        /**
         * Creates a plain object from a BatchGetResponse message. Also converts values to other types if specified.
         * @param message BatchGetResponse
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: kvrpcpb.BatchGetResponse, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this BatchGetResponse to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace BatchGetResponse {

        /** Properties of a BatchGetResponse. */
        interface $Properties {

            /** BatchGetResponse regionError */
            regionError?: (errorpb.Error.$Properties|null);

            /** BatchGetResponse pairs */
            pairs?: (kvrpcpb.KvPair.$Properties[]|null);

            /** BatchGetResponse error */
            error?: (kvrpcpb.KeyError.$Properties|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a BatchGetResponse. */
        type $Shape = kvrpcpb.BatchGetResponse.$Properties;
    }

    /**
     * Properties of a KvPair.
     * @deprecated Use kvrpcpb.KvPair.$Properties instead.
     */
    interface IKvPair extends kvrpcpb.KvPair.$Properties {
    }

    /** Represents a KvPair. */
    class KvPair {

        /**
         * Constructs a new KvPair.
         * @param [properties] Properties to set
         */
        constructor(properties?: kvrpcpb.KvPair.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** KvPair error. */
        error?: (kvrpcpb.KeyError.$Properties|null);

        /** KvPair key. */
        key: Uint8Array;

        /** KvPair value. */
        value: Uint8Array;

        /** KvPair commitTs. */
        commitTs: Long;

        /**
         * Creates a new KvPair instance using the specified properties.
         * @param [properties] Properties to set
         * @returns KvPair instance
         */
        static create(properties: kvrpcpb.KvPair.$Shape): kvrpcpb.KvPair & kvrpcpb.KvPair.$Shape;
        static create(properties?: kvrpcpb.KvPair.$Properties): kvrpcpb.KvPair;

        /**
         * Encodes the specified KvPair message. Does not implicitly {@link kvrpcpb.KvPair.verify|verify} messages.
         * @param message KvPair message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: kvrpcpb.KvPair.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a KvPair message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {kvrpcpb.KvPair & kvrpcpb.KvPair.$Shape} KvPair
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): kvrpcpb.KvPair & kvrpcpb.KvPair.$Shape;

        /**
         * Creates a KvPair message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns KvPair
         */
        static fromObject(object: { [k: string]: any }): kvrpcpb.KvPair;

        /**
         * Creates a plain object from a KvPair message. Also converts values to other types if specified.
         * @param message KvPair
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: kvrpcpb.KvPair, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this KvPair to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace KvPair {

        /** Properties of a KvPair. */
        interface $Properties {

            /** KvPair error */
            error?: (kvrpcpb.KeyError.$Properties|null);

            /** KvPair key */
            key?: (Uint8Array|null);

            /** KvPair value */
            value?: (Uint8Array|null);

            /** KvPair commitTs */
            commitTs?: (Long|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a KvPair. */
        type $Shape = kvrpcpb.KvPair.$Properties;
    }

    /**
     * Properties of a KeyRange.
     * @deprecated Use kvrpcpb.KeyRange.$Properties instead.
     */
    interface IKeyRange extends kvrpcpb.KeyRange.$Properties {
    }

    /** Represents a KeyRange. */
    class KeyRange {

        /**
         * Constructs a new KeyRange.
         * @param [properties] Properties to set
         */
        constructor(properties?: kvrpcpb.KeyRange.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** KeyRange startKey. */
        startKey: Uint8Array;

        /** KeyRange endKey. */
        endKey: Uint8Array;

        /**
         * Creates a new KeyRange instance using the specified properties.
         * @param [properties] Properties to set
         * @returns KeyRange instance
         */
        static create(properties: kvrpcpb.KeyRange.$Shape): kvrpcpb.KeyRange & kvrpcpb.KeyRange.$Shape;
        static create(properties?: kvrpcpb.KeyRange.$Properties): kvrpcpb.KeyRange;

        /**
         * Encodes the specified KeyRange message. Does not implicitly {@link kvrpcpb.KeyRange.verify|verify} messages.
         * @param message KeyRange message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: kvrpcpb.KeyRange.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a KeyRange message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {kvrpcpb.KeyRange & kvrpcpb.KeyRange.$Shape} KeyRange
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): kvrpcpb.KeyRange & kvrpcpb.KeyRange.$Shape;

        /**
         * Creates a KeyRange message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns KeyRange
         */
        static fromObject(object: { [k: string]: any }): kvrpcpb.KeyRange;

        /**
         * Creates a plain object from a KeyRange message. Also converts values to other types if specified.
         * @param message KeyRange
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: kvrpcpb.KeyRange, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this KeyRange to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace KeyRange {

        /** Properties of a KeyRange. */
        interface $Properties {

            /** KeyRange startKey */
            startKey?: (Uint8Array|null);

            /** KeyRange endKey */
            endKey?: (Uint8Array|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a KeyRange. */
        type $Shape = kvrpcpb.KeyRange.$Properties;
    }

    /**
     * Properties of a PrewriteRequest.
     * @deprecated Use kvrpcpb.PrewriteRequest.$Properties instead.
     */
    interface IPrewriteRequest extends kvrpcpb.PrewriteRequest.$Properties {
    }

    /** Represents a PrewriteRequest. */
    class PrewriteRequest {

        /**
         * Constructs a new PrewriteRequest.
         * @param [properties] Properties to set
         */
        constructor(properties?: kvrpcpb.PrewriteRequest.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** PrewriteRequest context. */
        context?: (kvrpcpb.Context.$Properties|null);

        /** PrewriteRequest mutations. */
        mutations: kvrpcpb.Mutation.$Properties[];

        /** PrewriteRequest primaryLock. */
        primaryLock: Uint8Array;

        /** PrewriteRequest startVersion. */
        startVersion: Long;

        /** PrewriteRequest lockTtl. */
        lockTtl: Long;

        /** PrewriteRequest skipConstraintCheck. */
        skipConstraintCheck: boolean;

        /** PrewriteRequest pessimisticActions. */
        pessimisticActions: kvrpcpb.PrewriteRequest.PessimisticAction[];

        /** PrewriteRequest txnSize. */
        txnSize: Long;

        /** PrewriteRequest forUpdateTs. */
        forUpdateTs: Long;

        /** PrewriteRequest minCommitTs. */
        minCommitTs: Long;

        /** PrewriteRequest useAsyncCommit. */
        useAsyncCommit: boolean;

        /** PrewriteRequest secondaries. */
        secondaries: Uint8Array[];

        /** PrewriteRequest tryOnePc. */
        tryOnePc: boolean;

        /** PrewriteRequest maxCommitTs. */
        maxCommitTs: Long;

        /** PrewriteRequest assertionLevel. */
        assertionLevel: kvrpcpb.AssertionLevel;

        /** PrewriteRequest forUpdateTsConstraints. */
        forUpdateTsConstraints: kvrpcpb.PrewriteRequest.ForUpdateTSConstraint.$Properties[];

        /** PrewriteRequest txnFileChunks. */
        txnFileChunks: Long[];

        /**
         * Creates a new PrewriteRequest instance using the specified properties.
         * @param [properties] Properties to set
         * @returns PrewriteRequest instance
         */
        static create(properties: kvrpcpb.PrewriteRequest.$Shape): kvrpcpb.PrewriteRequest & kvrpcpb.PrewriteRequest.$Shape;
        static create(properties?: kvrpcpb.PrewriteRequest.$Properties): kvrpcpb.PrewriteRequest;

        /**
         * Encodes the specified PrewriteRequest message. Does not implicitly {@link kvrpcpb.PrewriteRequest.verify|verify} messages.
         * @param message PrewriteRequest message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: kvrpcpb.PrewriteRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a PrewriteRequest message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {kvrpcpb.PrewriteRequest & kvrpcpb.PrewriteRequest.$Shape} PrewriteRequest
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): kvrpcpb.PrewriteRequest & kvrpcpb.PrewriteRequest.$Shape;

        /**
         * Creates a PrewriteRequest message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns PrewriteRequest
         */
        static fromObject(object: { [k: string]: any }): kvrpcpb.PrewriteRequest;

        /**
         * Creates a plain object from a PrewriteRequest message. Also converts values to other types if specified.
         * @param message PrewriteRequest
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: kvrpcpb.PrewriteRequest, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this PrewriteRequest to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace PrewriteRequest {

        /** Properties of a PrewriteRequest. */
        interface $Properties {

            /** PrewriteRequest context */
            context?: (kvrpcpb.Context.$Properties|null);

            /** PrewriteRequest mutations */
            mutations?: (kvrpcpb.Mutation.$Properties[]|null);

            /** PrewriteRequest primaryLock */
            primaryLock?: (Uint8Array|null);

            /** PrewriteRequest startVersion */
            startVersion?: (Long|null);

            /** PrewriteRequest lockTtl */
            lockTtl?: (Long|null);

            /** PrewriteRequest skipConstraintCheck */
            skipConstraintCheck?: (boolean|null);

            /** PrewriteRequest pessimisticActions */
            pessimisticActions?: (kvrpcpb.PrewriteRequest.PessimisticAction[]|null);

            /** PrewriteRequest txnSize */
            txnSize?: (Long|null);

            /** PrewriteRequest forUpdateTs */
            forUpdateTs?: (Long|null);

            /** PrewriteRequest minCommitTs */
            minCommitTs?: (Long|null);

            /** PrewriteRequest useAsyncCommit */
            useAsyncCommit?: (boolean|null);

            /** PrewriteRequest secondaries */
            secondaries?: (Uint8Array[]|null);

            /** PrewriteRequest tryOnePc */
            tryOnePc?: (boolean|null);

            /** PrewriteRequest maxCommitTs */
            maxCommitTs?: (Long|null);

            /** PrewriteRequest assertionLevel */
            assertionLevel?: (kvrpcpb.AssertionLevel|null);

            /** PrewriteRequest forUpdateTsConstraints */
            forUpdateTsConstraints?: (kvrpcpb.PrewriteRequest.ForUpdateTSConstraint.$Properties[]|null);

            /** PrewriteRequest txnFileChunks */
            txnFileChunks?: (Long[]|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a PrewriteRequest. */
        type $Shape = {
          context?: kvrpcpb.Context.$Shape|null;
          mutations?: kvrpcpb.Mutation.$Shape[]|null;
          primaryLock?: Uint8Array|null;
          startVersion?: Long|null;
          lockTtl?: Long|null;
          skipConstraintCheck?: boolean|null;
          pessimisticActions?: kvrpcpb.PrewriteRequest.PessimisticAction[]|null;
          txnSize?: Long|null;
          forUpdateTs?: Long|null;
          minCommitTs?: Long|null;
          useAsyncCommit?: boolean|null;
          secondaries?: Uint8Array[]|null;
          tryOnePc?: boolean|null;
          maxCommitTs?: Long|null;
          assertionLevel?: kvrpcpb.AssertionLevel|null;
          forUpdateTsConstraints?: kvrpcpb.PrewriteRequest.ForUpdateTSConstraint.$Shape[]|null;
          txnFileChunks?: Long[]|null;
          $unknowns?: Uint8Array[];
        };

        /** PessimisticAction enum. */
        enum PessimisticAction {

            /** SKIP_PESSIMISTIC_CHECK value */
            SKIP_PESSIMISTIC_CHECK = 0,

            /** DO_PESSIMISTIC_CHECK value */
            DO_PESSIMISTIC_CHECK = 1,

            /** DO_CONSTRAINT_CHECK value */
            DO_CONSTRAINT_CHECK = 2
        }

        /**
         * Properties of a ForUpdateTSConstraint.
         * @deprecated Use kvrpcpb.PrewriteRequest.ForUpdateTSConstraint.$Properties instead.
         */
        interface IForUpdateTSConstraint extends kvrpcpb.PrewriteRequest.ForUpdateTSConstraint.$Properties {
        }

        /** Represents a ForUpdateTSConstraint. */
        class ForUpdateTSConstraint {

            /**
             * Constructs a new ForUpdateTSConstraint.
             * @param [properties] Properties to set
             */
            constructor(properties?: kvrpcpb.PrewriteRequest.ForUpdateTSConstraint.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ForUpdateTSConstraint index. */
            index: number;

            /** ForUpdateTSConstraint expectedForUpdateTs. */
            expectedForUpdateTs: Long;

            /**
             * Creates a new ForUpdateTSConstraint instance using the specified properties.
             * @param [properties] Properties to set
             * @returns ForUpdateTSConstraint instance
             */
            static create(properties: kvrpcpb.PrewriteRequest.ForUpdateTSConstraint.$Shape): kvrpcpb.PrewriteRequest.ForUpdateTSConstraint & kvrpcpb.PrewriteRequest.ForUpdateTSConstraint.$Shape;
            static create(properties?: kvrpcpb.PrewriteRequest.ForUpdateTSConstraint.$Properties): kvrpcpb.PrewriteRequest.ForUpdateTSConstraint;

            /**
             * Encodes the specified ForUpdateTSConstraint message. Does not implicitly {@link kvrpcpb.PrewriteRequest.ForUpdateTSConstraint.verify|verify} messages.
             * @param message ForUpdateTSConstraint message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: kvrpcpb.PrewriteRequest.ForUpdateTSConstraint.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ForUpdateTSConstraint message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {kvrpcpb.PrewriteRequest.ForUpdateTSConstraint & kvrpcpb.PrewriteRequest.ForUpdateTSConstraint.$Shape} ForUpdateTSConstraint
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): kvrpcpb.PrewriteRequest.ForUpdateTSConstraint & kvrpcpb.PrewriteRequest.ForUpdateTSConstraint.$Shape;

            /**
             * Creates a ForUpdateTSConstraint message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns ForUpdateTSConstraint
             */
            static fromObject(object: { [k: string]: any }): kvrpcpb.PrewriteRequest.ForUpdateTSConstraint;

            /**
             * Creates a plain object from a ForUpdateTSConstraint message. Also converts values to other types if specified.
             * @param message ForUpdateTSConstraint
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: kvrpcpb.PrewriteRequest.ForUpdateTSConstraint, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this ForUpdateTSConstraint to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace ForUpdateTSConstraint {

            /** Properties of a ForUpdateTSConstraint. */
            interface $Properties {

                /** ForUpdateTSConstraint index */
                index?: (number|null);

                /** ForUpdateTSConstraint expectedForUpdateTs */
                expectedForUpdateTs?: (Long|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ForUpdateTSConstraint. */
            type $Shape = kvrpcpb.PrewriteRequest.ForUpdateTSConstraint.$Properties;
        }
    }

    /**
     * Properties of a PrewriteResponse.
     * @deprecated Use kvrpcpb.PrewriteResponse.$Properties instead.
     */
    interface IPrewriteResponse extends kvrpcpb.PrewriteResponse.$Properties {
    }

    /** Represents a PrewriteResponse. */
    class PrewriteResponse {

        /**
         * Constructs a new PrewriteResponse.
         * @param [properties] Properties to set
         */
        constructor(properties?: kvrpcpb.PrewriteResponse.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** PrewriteResponse regionError. */
        regionError?: (errorpb.Error.$Properties|null);

        /** PrewriteResponse errors. */
        errors: kvrpcpb.KeyError.$Properties[];

        /** PrewriteResponse minCommitTs. */
        minCommitTs: Long;

        /** PrewriteResponse onePcCommitTs. */
        onePcCommitTs: Long;

        /**
         * Creates a new PrewriteResponse instance using the specified properties.
         * @param [properties] Properties to set
         * @returns PrewriteResponse instance
         */
        static create(properties: kvrpcpb.PrewriteResponse.$Shape): kvrpcpb.PrewriteResponse & kvrpcpb.PrewriteResponse.$Shape;
        static create(properties?: kvrpcpb.PrewriteResponse.$Properties): kvrpcpb.PrewriteResponse;

        /**
         * Encodes the specified PrewriteResponse message. Does not implicitly {@link kvrpcpb.PrewriteResponse.verify|verify} messages.
         * @param message PrewriteResponse message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: kvrpcpb.PrewriteResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a PrewriteResponse message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {kvrpcpb.PrewriteResponse & kvrpcpb.PrewriteResponse.$Shape} PrewriteResponse
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): kvrpcpb.PrewriteResponse & kvrpcpb.PrewriteResponse.$Shape;

        /**
         * Creates a PrewriteResponse message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns PrewriteResponse
         */
        static fromObject(object: { [k: string]: any }): kvrpcpb.PrewriteResponse;

        /**
         * Creates a plain object from a PrewriteResponse message. Also converts values to other types if specified.
         * @param message PrewriteResponse
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: kvrpcpb.PrewriteResponse, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this PrewriteResponse to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace PrewriteResponse {

        /** Properties of a PrewriteResponse. */
        interface $Properties {

            /** PrewriteResponse regionError */
            regionError?: (errorpb.Error.$Properties|null);

            /** PrewriteResponse errors */
            errors?: (kvrpcpb.KeyError.$Properties[]|null);

            /** PrewriteResponse minCommitTs */
            minCommitTs?: (Long|null);

            /** PrewriteResponse onePcCommitTs */
            onePcCommitTs?: (Long|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a PrewriteResponse. */
        type $Shape = kvrpcpb.PrewriteResponse.$Properties;
    }

    /**
     * Properties of a Mutation.
     * @deprecated Use kvrpcpb.Mutation.$Properties instead.
     */
    interface IMutation extends kvrpcpb.Mutation.$Properties {
    }

    /** Represents a Mutation. */
    class Mutation {

        /**
         * Constructs a new Mutation.
         * @param [properties] Properties to set
         */
        constructor(properties?: kvrpcpb.Mutation.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Mutation op. */
        op: kvrpcpb.Op;

        /** Mutation key. */
        key: Uint8Array;

        /** Mutation value. */
        value: Uint8Array;

        /** Mutation assertion. */
        assertion: kvrpcpb.Assertion;

        /**
         * Creates a new Mutation instance using the specified properties.
         * @param [properties] Properties to set
         * @returns Mutation instance
         */
        static create(properties: kvrpcpb.Mutation.$Shape): kvrpcpb.Mutation & kvrpcpb.Mutation.$Shape;
        static create(properties?: kvrpcpb.Mutation.$Properties): kvrpcpb.Mutation;

        /**
         * Encodes the specified Mutation message. Does not implicitly {@link kvrpcpb.Mutation.verify|verify} messages.
         * @param message Mutation message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: kvrpcpb.Mutation.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Mutation message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {kvrpcpb.Mutation & kvrpcpb.Mutation.$Shape} Mutation
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): kvrpcpb.Mutation & kvrpcpb.Mutation.$Shape;

        /**
         * Creates a Mutation message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns Mutation
         */
        static fromObject(object: { [k: string]: any }): kvrpcpb.Mutation;

        /**
         * Creates a plain object from a Mutation message. Also converts values to other types if specified.
         * @param message Mutation
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: kvrpcpb.Mutation, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this Mutation to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace Mutation {

        /** Properties of a Mutation. */
        interface $Properties {

            /** Mutation op */
            op?: (kvrpcpb.Op|null);

            /** Mutation key */
            key?: (Uint8Array|null);

            /** Mutation value */
            value?: (Uint8Array|null);

            /** Mutation assertion */
            assertion?: (kvrpcpb.Assertion|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a Mutation. */
        type $Shape = kvrpcpb.Mutation.$Properties;
    }

    /** Op enum. */
    enum Op {

        /** Put value */
        Put = 0,

        /** Del value */
        Del = 1,

        /** Lock value */
        Lock = 2,

        /** Rollback value */
        Rollback = 3,

        /** Insert value */
        Insert = 4,

        /** PessimisticLock value */
        PessimisticLock = 5,

        /** CheckNotExists value */
        CheckNotExists = 6,

        /** SharedLock value */
        SharedLock = 7,

        /** SharedPessimisticLock value */
        SharedPessimisticLock = 8
    }

    /** Assertion enum. */
    enum Assertion {

        /** None value */
        None = 0,

        /** Exist value */
        Exist = 1,

        /** NotExist value */
        NotExist = 2
    }

    /** AssertionLevel enum. */
    enum AssertionLevel {

        /** Off value */
        Off = 0,

        /** Fast value */
        Fast = 1,

        /** Strict value */
        Strict = 2
    }

    /**
     * Properties of a CommitRequest.
     * @deprecated Use kvrpcpb.CommitRequest.$Properties instead.
     */
    interface ICommitRequest extends kvrpcpb.CommitRequest.$Properties {
    }

    /** Represents a CommitRequest. */
    class CommitRequest {

        /**
         * Constructs a new CommitRequest.
         * @param [properties] Properties to set
         */
        constructor(properties?: kvrpcpb.CommitRequest.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** CommitRequest context. */
        context?: (kvrpcpb.Context.$Properties|null);

        /** CommitRequest startVersion. */
        startVersion: Long;

        /** CommitRequest keys. */
        keys: Uint8Array[];

        /** CommitRequest commitVersion. */
        commitVersion: Long;

        /** CommitRequest commitRole. */
        commitRole: kvrpcpb.CommitRole;

        /** CommitRequest primaryKey. */
        primaryKey: Uint8Array;

        /** CommitRequest useAsyncCommit. */
        useAsyncCommit: boolean;

        /** CommitRequest isTxnFile. */
        isTxnFile: boolean;

        /**
         * Creates a new CommitRequest instance using the specified properties.
         * @param [properties] Properties to set
         * @returns CommitRequest instance
         */
        static create(properties: kvrpcpb.CommitRequest.$Shape): kvrpcpb.CommitRequest & kvrpcpb.CommitRequest.$Shape;
        static create(properties?: kvrpcpb.CommitRequest.$Properties): kvrpcpb.CommitRequest;

        /**
         * Encodes the specified CommitRequest message. Does not implicitly {@link kvrpcpb.CommitRequest.verify|verify} messages.
         * @param message CommitRequest message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: kvrpcpb.CommitRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a CommitRequest message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {kvrpcpb.CommitRequest & kvrpcpb.CommitRequest.$Shape} CommitRequest
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): kvrpcpb.CommitRequest & kvrpcpb.CommitRequest.$Shape;

        /**
         * Creates a CommitRequest message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns CommitRequest
         */
        static fromObject(object: { [k: string]: any }): kvrpcpb.CommitRequest;

        /**
         * Creates a plain object from a CommitRequest message. Also converts values to other types if specified.
         * @param message CommitRequest
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: kvrpcpb.CommitRequest, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this CommitRequest to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace CommitRequest {

        /** Properties of a CommitRequest. */
        interface $Properties {

            /** CommitRequest context */
            context?: (kvrpcpb.Context.$Properties|null);

            /** CommitRequest startVersion */
            startVersion?: (Long|null);

            /** CommitRequest keys */
            keys?: (Uint8Array[]|null);

            /** CommitRequest commitVersion */
            commitVersion?: (Long|null);

            /** CommitRequest commitRole */
            commitRole?: (kvrpcpb.CommitRole|null);

            /** CommitRequest primaryKey */
            primaryKey?: (Uint8Array|null);

            /** CommitRequest useAsyncCommit */
            useAsyncCommit?: (boolean|null);

            /** CommitRequest isTxnFile */
            isTxnFile?: (boolean|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a CommitRequest. */
        type $Shape = {
          context?: kvrpcpb.Context.$Shape|null;
          startVersion?: Long|null;
          keys?: Uint8Array[]|null;
          commitVersion?: Long|null;
          commitRole?: kvrpcpb.CommitRole|null;
          primaryKey?: Uint8Array|null;
          useAsyncCommit?: boolean|null;
          isTxnFile?: boolean|null;
          $unknowns?: Uint8Array[];
        };
    }

    /** CommitRole enum. */
    enum CommitRole {

        /** Unknown value */
        Unknown = 0,

        /** Primary value */
        Primary = 1,

        /** Secondary value */
        Secondary = 2
    }

    /**
     * Properties of a CommitResponse.
     * @deprecated Use kvrpcpb.CommitResponse.$Properties instead.
     */
    interface ICommitResponse extends kvrpcpb.CommitResponse.$Properties {
    }

    /** Represents a CommitResponse. */
    class CommitResponse {

        /**
         * Constructs a new CommitResponse.
         * @param [properties] Properties to set
         */
        constructor(properties?: kvrpcpb.CommitResponse.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** CommitResponse regionError. */
        regionError?: (errorpb.Error.$Properties|null);

        /** CommitResponse error. */
        error?: (kvrpcpb.KeyError.$Properties|null);

        /** CommitResponse commitVersion. */
        commitVersion: Long;

        /**
         * Creates a new CommitResponse instance using the specified properties.
         * @param [properties] Properties to set
         * @returns CommitResponse instance
         */
        static create(properties: kvrpcpb.CommitResponse.$Shape): kvrpcpb.CommitResponse & kvrpcpb.CommitResponse.$Shape;
        static create(properties?: kvrpcpb.CommitResponse.$Properties): kvrpcpb.CommitResponse;

        /**
         * Encodes the specified CommitResponse message. Does not implicitly {@link kvrpcpb.CommitResponse.verify|verify} messages.
         * @param message CommitResponse message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: kvrpcpb.CommitResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a CommitResponse message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {kvrpcpb.CommitResponse & kvrpcpb.CommitResponse.$Shape} CommitResponse
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): kvrpcpb.CommitResponse & kvrpcpb.CommitResponse.$Shape;

        /**
         * Creates a CommitResponse message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns CommitResponse
         */
        static fromObject(object: { [k: string]: any }): kvrpcpb.CommitResponse;

        /**
         * Creates a plain object from a CommitResponse message. Also converts values to other types if specified.
         * @param message CommitResponse
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: kvrpcpb.CommitResponse, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this CommitResponse to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace CommitResponse {

        /** Properties of a CommitResponse. */
        interface $Properties {

            /** CommitResponse regionError */
            regionError?: (errorpb.Error.$Properties|null);

            /** CommitResponse error */
            error?: (kvrpcpb.KeyError.$Properties|null);

            /** CommitResponse commitVersion */
            commitVersion?: (Long|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a CommitResponse. */
        type $Shape = kvrpcpb.CommitResponse.$Properties;
    }

    /**
     * Properties of a BatchRollbackRequest.
     * @deprecated Use kvrpcpb.BatchRollbackRequest.$Properties instead.
     */
    interface IBatchRollbackRequest extends kvrpcpb.BatchRollbackRequest.$Properties {
    }

    /** Represents a BatchRollbackRequest. */
    class BatchRollbackRequest {

        /**
         * Constructs a new BatchRollbackRequest.
         * @param [properties] Properties to set
         */
        constructor(properties?: kvrpcpb.BatchRollbackRequest.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** BatchRollbackRequest context. */
        context?: (kvrpcpb.Context.$Properties|null);

        /** BatchRollbackRequest startVersion. */
        startVersion: Long;

        /** BatchRollbackRequest keys. */
        keys: Uint8Array[];

        /** BatchRollbackRequest isTxnFile. */
        isTxnFile: boolean;

        /**
         * Creates a new BatchRollbackRequest instance using the specified properties.
         * @param [properties] Properties to set
         * @returns BatchRollbackRequest instance
         */
        static create(properties: kvrpcpb.BatchRollbackRequest.$Shape): kvrpcpb.BatchRollbackRequest & kvrpcpb.BatchRollbackRequest.$Shape;
        static create(properties?: kvrpcpb.BatchRollbackRequest.$Properties): kvrpcpb.BatchRollbackRequest;

        /**
         * Encodes the specified BatchRollbackRequest message. Does not implicitly {@link kvrpcpb.BatchRollbackRequest.verify|verify} messages.
         * @param message BatchRollbackRequest message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: kvrpcpb.BatchRollbackRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a BatchRollbackRequest message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {kvrpcpb.BatchRollbackRequest & kvrpcpb.BatchRollbackRequest.$Shape} BatchRollbackRequest
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): kvrpcpb.BatchRollbackRequest & kvrpcpb.BatchRollbackRequest.$Shape;

        /**
         * Creates a BatchRollbackRequest message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns BatchRollbackRequest
         */
        static fromObject(object: { [k: string]: any }): kvrpcpb.BatchRollbackRequest;

        /**
         * Creates a plain object from a BatchRollbackRequest message. Also converts values to other types if specified.
         * @param message BatchRollbackRequest
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: kvrpcpb.BatchRollbackRequest, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this BatchRollbackRequest to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace BatchRollbackRequest {

        /** Properties of a BatchRollbackRequest. */
        interface $Properties {

            /** BatchRollbackRequest context */
            context?: (kvrpcpb.Context.$Properties|null);

            /** BatchRollbackRequest startVersion */
            startVersion?: (Long|null);

            /** BatchRollbackRequest keys */
            keys?: (Uint8Array[]|null);

            /** BatchRollbackRequest isTxnFile */
            isTxnFile?: (boolean|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a BatchRollbackRequest. */
        type $Shape = {
          context?: kvrpcpb.Context.$Shape|null;
          startVersion?: Long|null;
          keys?: Uint8Array[]|null;
          isTxnFile?: boolean|null;
          $unknowns?: Uint8Array[];
        };
    }

    /**
     * Properties of a BatchRollbackResponse.
     * @deprecated Use kvrpcpb.BatchRollbackResponse.$Properties instead.
     */
    interface IBatchRollbackResponse extends kvrpcpb.BatchRollbackResponse.$Properties {
    }

    /** Represents a BatchRollbackResponse. */
    class BatchRollbackResponse {

        /**
         * Constructs a new BatchRollbackResponse.
         * @param [properties] Properties to set
         */
        constructor(properties?: kvrpcpb.BatchRollbackResponse.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** BatchRollbackResponse regionError. */
        regionError?: (errorpb.Error.$Properties|null);

        /** BatchRollbackResponse error. */
        error?: (kvrpcpb.KeyError.$Properties|null);

        /**
         * Creates a new BatchRollbackResponse instance using the specified properties.
         * @param [properties] Properties to set
         * @returns BatchRollbackResponse instance
         */
        static create(properties: kvrpcpb.BatchRollbackResponse.$Shape): kvrpcpb.BatchRollbackResponse & kvrpcpb.BatchRollbackResponse.$Shape;
        static create(properties?: kvrpcpb.BatchRollbackResponse.$Properties): kvrpcpb.BatchRollbackResponse;

        /**
         * Encodes the specified BatchRollbackResponse message. Does not implicitly {@link kvrpcpb.BatchRollbackResponse.verify|verify} messages.
         * @param message BatchRollbackResponse message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: kvrpcpb.BatchRollbackResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a BatchRollbackResponse message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {kvrpcpb.BatchRollbackResponse & kvrpcpb.BatchRollbackResponse.$Shape} BatchRollbackResponse
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): kvrpcpb.BatchRollbackResponse & kvrpcpb.BatchRollbackResponse.$Shape;

        /**
         * Creates a BatchRollbackResponse message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns BatchRollbackResponse
         */
        static fromObject(object: { [k: string]: any }): kvrpcpb.BatchRollbackResponse;

        /**
         * Creates a plain object from a BatchRollbackResponse message. Also converts values to other types if specified.
         * @param message BatchRollbackResponse
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: kvrpcpb.BatchRollbackResponse, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this BatchRollbackResponse to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace BatchRollbackResponse {

        /** Properties of a BatchRollbackResponse. */
        interface $Properties {

            /** BatchRollbackResponse regionError */
            regionError?: (errorpb.Error.$Properties|null);

            /** BatchRollbackResponse error */
            error?: (kvrpcpb.KeyError.$Properties|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a BatchRollbackResponse. */
        type $Shape = kvrpcpb.BatchRollbackResponse.$Properties;
    }

    /**
     * Properties of a TxnHeartBeatRequest.
     * @deprecated Use kvrpcpb.TxnHeartBeatRequest.$Properties instead.
     */
    interface ITxnHeartBeatRequest extends kvrpcpb.TxnHeartBeatRequest.$Properties {
    }

    /** Represents a TxnHeartBeatRequest. */
    class TxnHeartBeatRequest {

        /**
         * Constructs a new TxnHeartBeatRequest.
         * @param [properties] Properties to set
         */
        constructor(properties?: kvrpcpb.TxnHeartBeatRequest.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** TxnHeartBeatRequest context. */
        context?: (kvrpcpb.Context.$Properties|null);

        /** TxnHeartBeatRequest primaryLock. */
        primaryLock: Uint8Array;

        /** TxnHeartBeatRequest startVersion. */
        startVersion: Long;

        /** TxnHeartBeatRequest adviseLockTtl. */
        adviseLockTtl: Long;

        /** TxnHeartBeatRequest minCommitTs. */
        minCommitTs: Long;

        /** TxnHeartBeatRequest isTxnFile. */
        isTxnFile: boolean;

        /**
         * Creates a new TxnHeartBeatRequest instance using the specified properties.
         * @param [properties] Properties to set
         * @returns TxnHeartBeatRequest instance
         */
        static create(properties: kvrpcpb.TxnHeartBeatRequest.$Shape): kvrpcpb.TxnHeartBeatRequest & kvrpcpb.TxnHeartBeatRequest.$Shape;
        static create(properties?: kvrpcpb.TxnHeartBeatRequest.$Properties): kvrpcpb.TxnHeartBeatRequest;

        /**
         * Encodes the specified TxnHeartBeatRequest message. Does not implicitly {@link kvrpcpb.TxnHeartBeatRequest.verify|verify} messages.
         * @param message TxnHeartBeatRequest message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: kvrpcpb.TxnHeartBeatRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a TxnHeartBeatRequest message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {kvrpcpb.TxnHeartBeatRequest & kvrpcpb.TxnHeartBeatRequest.$Shape} TxnHeartBeatRequest
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): kvrpcpb.TxnHeartBeatRequest & kvrpcpb.TxnHeartBeatRequest.$Shape;

        /**
         * Creates a TxnHeartBeatRequest message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns TxnHeartBeatRequest
         */
        static fromObject(object: { [k: string]: any }): kvrpcpb.TxnHeartBeatRequest;

        /**
         * Creates a plain object from a TxnHeartBeatRequest message. Also converts values to other types if specified.
         * @param message TxnHeartBeatRequest
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: kvrpcpb.TxnHeartBeatRequest, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this TxnHeartBeatRequest to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace TxnHeartBeatRequest {

        /** Properties of a TxnHeartBeatRequest. */
        interface $Properties {

            /** TxnHeartBeatRequest context */
            context?: (kvrpcpb.Context.$Properties|null);

            /** TxnHeartBeatRequest primaryLock */
            primaryLock?: (Uint8Array|null);

            /** TxnHeartBeatRequest startVersion */
            startVersion?: (Long|null);

            /** TxnHeartBeatRequest adviseLockTtl */
            adviseLockTtl?: (Long|null);

            /** TxnHeartBeatRequest minCommitTs */
            minCommitTs?: (Long|null);

            /** TxnHeartBeatRequest isTxnFile */
            isTxnFile?: (boolean|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a TxnHeartBeatRequest. */
        type $Shape = {
          context?: kvrpcpb.Context.$Shape|null;
          primaryLock?: Uint8Array|null;
          startVersion?: Long|null;
          adviseLockTtl?: Long|null;
          minCommitTs?: Long|null;
          isTxnFile?: boolean|null;
          $unknowns?: Uint8Array[];
        };
    }

    /**
     * Properties of a TxnHeartBeatResponse.
     * @deprecated Use kvrpcpb.TxnHeartBeatResponse.$Properties instead.
     */
    interface ITxnHeartBeatResponse extends kvrpcpb.TxnHeartBeatResponse.$Properties {
    }

    /** Represents a TxnHeartBeatResponse. */
    class TxnHeartBeatResponse {

        /**
         * Constructs a new TxnHeartBeatResponse.
         * @param [properties] Properties to set
         */
        constructor(properties?: kvrpcpb.TxnHeartBeatResponse.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** TxnHeartBeatResponse regionError. */
        regionError?: (errorpb.Error.$Properties|null);

        /** TxnHeartBeatResponse error. */
        error?: (kvrpcpb.KeyError.$Properties|null);

        /** TxnHeartBeatResponse lockTtl. */
        lockTtl: Long;

        /**
         * Creates a new TxnHeartBeatResponse instance using the specified properties.
         * @param [properties] Properties to set
         * @returns TxnHeartBeatResponse instance
         */
        static create(properties: kvrpcpb.TxnHeartBeatResponse.$Shape): kvrpcpb.TxnHeartBeatResponse & kvrpcpb.TxnHeartBeatResponse.$Shape;
        static create(properties?: kvrpcpb.TxnHeartBeatResponse.$Properties): kvrpcpb.TxnHeartBeatResponse;

        /**
         * Encodes the specified TxnHeartBeatResponse message. Does not implicitly {@link kvrpcpb.TxnHeartBeatResponse.verify|verify} messages.
         * @param message TxnHeartBeatResponse message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: kvrpcpb.TxnHeartBeatResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a TxnHeartBeatResponse message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {kvrpcpb.TxnHeartBeatResponse & kvrpcpb.TxnHeartBeatResponse.$Shape} TxnHeartBeatResponse
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): kvrpcpb.TxnHeartBeatResponse & kvrpcpb.TxnHeartBeatResponse.$Shape;

        /**
         * Creates a TxnHeartBeatResponse message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns TxnHeartBeatResponse
         */
        static fromObject(object: { [k: string]: any }): kvrpcpb.TxnHeartBeatResponse;

        /**
         * Creates a plain object from a TxnHeartBeatResponse message. Also converts values to other types if specified.
         * @param message TxnHeartBeatResponse
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: kvrpcpb.TxnHeartBeatResponse, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this TxnHeartBeatResponse to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace TxnHeartBeatResponse {

        /** Properties of a TxnHeartBeatResponse. */
        interface $Properties {

            /** TxnHeartBeatResponse regionError */
            regionError?: (errorpb.Error.$Properties|null);

            /** TxnHeartBeatResponse error */
            error?: (kvrpcpb.KeyError.$Properties|null);

            /** TxnHeartBeatResponse lockTtl */
            lockTtl?: (Long|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a TxnHeartBeatResponse. */
        type $Shape = kvrpcpb.TxnHeartBeatResponse.$Properties;
    }

    /**
     * Properties of a ScanLockRequest.
     * @deprecated Use kvrpcpb.ScanLockRequest.$Properties instead.
     */
    interface IScanLockRequest extends kvrpcpb.ScanLockRequest.$Properties {
    }

    /** Represents a ScanLockRequest. */
    class ScanLockRequest {

        /**
         * Constructs a new ScanLockRequest.
         * @param [properties] Properties to set
         */
        constructor(properties?: kvrpcpb.ScanLockRequest.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** ScanLockRequest context. */
        context?: (kvrpcpb.Context.$Properties|null);

        /** ScanLockRequest maxVersion. */
        maxVersion: Long;

        /** ScanLockRequest startKey. */
        startKey: Uint8Array;

        /** ScanLockRequest limit. */
        limit: number;

        /** ScanLockRequest endKey. */
        endKey: Uint8Array;

        /**
         * Creates a new ScanLockRequest instance using the specified properties.
         * @param [properties] Properties to set
         * @returns ScanLockRequest instance
         */
        static create(properties: kvrpcpb.ScanLockRequest.$Shape): kvrpcpb.ScanLockRequest & kvrpcpb.ScanLockRequest.$Shape;
        static create(properties?: kvrpcpb.ScanLockRequest.$Properties): kvrpcpb.ScanLockRequest;

        /**
         * Encodes the specified ScanLockRequest message. Does not implicitly {@link kvrpcpb.ScanLockRequest.verify|verify} messages.
         * @param message ScanLockRequest message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: kvrpcpb.ScanLockRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a ScanLockRequest message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {kvrpcpb.ScanLockRequest & kvrpcpb.ScanLockRequest.$Shape} ScanLockRequest
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): kvrpcpb.ScanLockRequest & kvrpcpb.ScanLockRequest.$Shape;

        /**
         * Creates a ScanLockRequest message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns ScanLockRequest
         */
        static fromObject(object: { [k: string]: any }): kvrpcpb.ScanLockRequest;

        /**
         * Creates a plain object from a ScanLockRequest message. Also converts values to other types if specified.
         * @param message ScanLockRequest
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: kvrpcpb.ScanLockRequest, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this ScanLockRequest to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace ScanLockRequest {

        /** Properties of a ScanLockRequest. */
        interface $Properties {

            /** ScanLockRequest context */
            context?: (kvrpcpb.Context.$Properties|null);

            /** ScanLockRequest maxVersion */
            maxVersion?: (Long|null);

            /** ScanLockRequest startKey */
            startKey?: (Uint8Array|null);

            /** ScanLockRequest limit */
            limit?: (number|null);

            /** ScanLockRequest endKey */
            endKey?: (Uint8Array|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a ScanLockRequest. */
        type $Shape = {
          context?: kvrpcpb.Context.$Shape|null;
          maxVersion?: Long|null;
          startKey?: Uint8Array|null;
          limit?: number|null;
          endKey?: Uint8Array|null;
          $unknowns?: Uint8Array[];
        };
    }

    /**
     * Properties of a ScanLockResponse.
     * @deprecated Use kvrpcpb.ScanLockResponse.$Properties instead.
     */
    interface IScanLockResponse extends kvrpcpb.ScanLockResponse.$Properties {
    }

    /** Represents a ScanLockResponse. */
    class ScanLockResponse {

        /**
         * Constructs a new ScanLockResponse.
         * @param [properties] Properties to set
         */
        constructor(properties?: kvrpcpb.ScanLockResponse.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** ScanLockResponse regionError. */
        regionError?: (errorpb.Error.$Properties|null);

        /** ScanLockResponse error. */
        error?: (kvrpcpb.KeyError.$Properties|null);

        /** ScanLockResponse locks. */
        locks: kvrpcpb.LockInfo.$Properties[];

        /**
         * Creates a new ScanLockResponse instance using the specified properties.
         * @param [properties] Properties to set
         * @returns ScanLockResponse instance
         */
        static create(properties: kvrpcpb.ScanLockResponse.$Shape): kvrpcpb.ScanLockResponse & kvrpcpb.ScanLockResponse.$Shape;
        static create(properties?: kvrpcpb.ScanLockResponse.$Properties): kvrpcpb.ScanLockResponse;

        /**
         * Encodes the specified ScanLockResponse message. Does not implicitly {@link kvrpcpb.ScanLockResponse.verify|verify} messages.
         * @param message ScanLockResponse message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: kvrpcpb.ScanLockResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a ScanLockResponse message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {kvrpcpb.ScanLockResponse & kvrpcpb.ScanLockResponse.$Shape} ScanLockResponse
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): kvrpcpb.ScanLockResponse & kvrpcpb.ScanLockResponse.$Shape;

        /**
         * Creates a ScanLockResponse message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns ScanLockResponse
         */
        static fromObject(object: { [k: string]: any }): kvrpcpb.ScanLockResponse;

        /**
         * Creates a plain object from a ScanLockResponse message. Also converts values to other types if specified.
         * @param message ScanLockResponse
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: kvrpcpb.ScanLockResponse, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this ScanLockResponse to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace ScanLockResponse {

        /** Properties of a ScanLockResponse. */
        interface $Properties {

            /** ScanLockResponse regionError */
            regionError?: (errorpb.Error.$Properties|null);

            /** ScanLockResponse error */
            error?: (kvrpcpb.KeyError.$Properties|null);

            /** ScanLockResponse locks */
            locks?: (kvrpcpb.LockInfo.$Properties[]|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a ScanLockResponse. */
        type $Shape = kvrpcpb.ScanLockResponse.$Properties;
    }

    /**
     * Properties of a LockInfo.
     * @deprecated Use kvrpcpb.LockInfo.$Properties instead.
     */
    interface ILockInfo extends kvrpcpb.LockInfo.$Properties {
    }

    /** Represents a LockInfo. */
    class LockInfo {

        /**
         * Constructs a new LockInfo.
         * @param [properties] Properties to set
         */
        constructor(properties?: kvrpcpb.LockInfo.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** LockInfo primaryLock. */
        primaryLock: Uint8Array;

        /** LockInfo lockVersion. */
        lockVersion: Long;

        /** LockInfo key. */
        key: Uint8Array;

        /** LockInfo lockTtl. */
        lockTtl: Long;

        /** LockInfo txnSize. */
        txnSize: Long;

        /** LockInfo lockType. */
        lockType: kvrpcpb.Op;

        /** LockInfo lockForUpdateTs. */
        lockForUpdateTs: Long;

        /** LockInfo useAsyncCommit. */
        useAsyncCommit: boolean;

        /** LockInfo minCommitTs. */
        minCommitTs: Long;

        /** LockInfo secondaries. */
        secondaries: Uint8Array[];

        /** LockInfo durationToLastUpdateMs. */
        durationToLastUpdateMs: Long;

        /** LockInfo sharedLockInfos. */
        sharedLockInfos: kvrpcpb.LockInfo.$Properties[];

        /** LockInfo isTxnFile. */
        isTxnFile: boolean;

        /**
         * Creates a new LockInfo instance using the specified properties.
         * @param [properties] Properties to set
         * @returns LockInfo instance
         */
        static create(properties: kvrpcpb.LockInfo.$Shape): kvrpcpb.LockInfo & kvrpcpb.LockInfo.$Shape;
        static create(properties?: kvrpcpb.LockInfo.$Properties): kvrpcpb.LockInfo;

        /**
         * Encodes the specified LockInfo message. Does not implicitly {@link kvrpcpb.LockInfo.verify|verify} messages.
         * @param message LockInfo message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: kvrpcpb.LockInfo.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a LockInfo message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {kvrpcpb.LockInfo & kvrpcpb.LockInfo.$Shape} LockInfo
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): kvrpcpb.LockInfo & kvrpcpb.LockInfo.$Shape;

        /**
         * Creates a LockInfo message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns LockInfo
         */
        static fromObject(object: { [k: string]: any }): kvrpcpb.LockInfo;

        /**
         * Creates a plain object from a LockInfo message. Also converts values to other types if specified.
         * @param message LockInfo
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: kvrpcpb.LockInfo, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this LockInfo to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace LockInfo {

        /** Properties of a LockInfo. */
        interface $Properties {

            /** LockInfo primaryLock */
            primaryLock?: (Uint8Array|null);

            /** LockInfo lockVersion */
            lockVersion?: (Long|null);

            /** LockInfo key */
            key?: (Uint8Array|null);

            /** LockInfo lockTtl */
            lockTtl?: (Long|null);

            /** LockInfo txnSize */
            txnSize?: (Long|null);

            /** LockInfo lockType */
            lockType?: (kvrpcpb.Op|null);

            /** LockInfo lockForUpdateTs */
            lockForUpdateTs?: (Long|null);

            /** LockInfo useAsyncCommit */
            useAsyncCommit?: (boolean|null);

            /** LockInfo minCommitTs */
            minCommitTs?: (Long|null);

            /** LockInfo secondaries */
            secondaries?: (Uint8Array[]|null);

            /** LockInfo durationToLastUpdateMs */
            durationToLastUpdateMs?: (Long|null);

            /** LockInfo sharedLockInfos */
            sharedLockInfos?: (kvrpcpb.LockInfo.$Properties[]|null);

            /** LockInfo isTxnFile */
            isTxnFile?: (boolean|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a LockInfo. */
        type $Shape = kvrpcpb.LockInfo.$Properties;
    }

    /**
     * Properties of a CheckTxnStatusRequest.
     * @deprecated Use kvrpcpb.CheckTxnStatusRequest.$Properties instead.
     */
    interface ICheckTxnStatusRequest extends kvrpcpb.CheckTxnStatusRequest.$Properties {
    }

    /** Represents a CheckTxnStatusRequest. */
    class CheckTxnStatusRequest {

        /**
         * Constructs a new CheckTxnStatusRequest.
         * @param [properties] Properties to set
         */
        constructor(properties?: kvrpcpb.CheckTxnStatusRequest.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** CheckTxnStatusRequest context. */
        context?: (kvrpcpb.Context.$Properties|null);

        /** CheckTxnStatusRequest primaryKey. */
        primaryKey: Uint8Array;

        /** CheckTxnStatusRequest lockTs. */
        lockTs: Long;

        /** CheckTxnStatusRequest callerStartTs. */
        callerStartTs: Long;

        /** CheckTxnStatusRequest currentTs. */
        currentTs: Long;

        /** CheckTxnStatusRequest rollbackIfNotExist. */
        rollbackIfNotExist: boolean;

        /** CheckTxnStatusRequest forceSyncCommit. */
        forceSyncCommit: boolean;

        /** CheckTxnStatusRequest resolvingPessimisticLock. */
        resolvingPessimisticLock: boolean;

        /** CheckTxnStatusRequest verifyIsPrimary. */
        verifyIsPrimary: boolean;

        /** CheckTxnStatusRequest isTxnFile. */
        isTxnFile: boolean;

        /**
         * Creates a new CheckTxnStatusRequest instance using the specified properties.
         * @param [properties] Properties to set
         * @returns CheckTxnStatusRequest instance
         */
        static create(properties: kvrpcpb.CheckTxnStatusRequest.$Shape): kvrpcpb.CheckTxnStatusRequest & kvrpcpb.CheckTxnStatusRequest.$Shape;
        static create(properties?: kvrpcpb.CheckTxnStatusRequest.$Properties): kvrpcpb.CheckTxnStatusRequest;

        /**
         * Encodes the specified CheckTxnStatusRequest message. Does not implicitly {@link kvrpcpb.CheckTxnStatusRequest.verify|verify} messages.
         * @param message CheckTxnStatusRequest message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: kvrpcpb.CheckTxnStatusRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a CheckTxnStatusRequest message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {kvrpcpb.CheckTxnStatusRequest & kvrpcpb.CheckTxnStatusRequest.$Shape} CheckTxnStatusRequest
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): kvrpcpb.CheckTxnStatusRequest & kvrpcpb.CheckTxnStatusRequest.$Shape;

        /**
         * Creates a CheckTxnStatusRequest message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns CheckTxnStatusRequest
         */
        static fromObject(object: { [k: string]: any }): kvrpcpb.CheckTxnStatusRequest;

        /**
         * Creates a plain object from a CheckTxnStatusRequest message. Also converts values to other types if specified.
         * @param message CheckTxnStatusRequest
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: kvrpcpb.CheckTxnStatusRequest, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this CheckTxnStatusRequest to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace CheckTxnStatusRequest {

        /** Properties of a CheckTxnStatusRequest. */
        interface $Properties {

            /** CheckTxnStatusRequest context */
            context?: (kvrpcpb.Context.$Properties|null);

            /** CheckTxnStatusRequest primaryKey */
            primaryKey?: (Uint8Array|null);

            /** CheckTxnStatusRequest lockTs */
            lockTs?: (Long|null);

            /** CheckTxnStatusRequest callerStartTs */
            callerStartTs?: (Long|null);

            /** CheckTxnStatusRequest currentTs */
            currentTs?: (Long|null);

            /** CheckTxnStatusRequest rollbackIfNotExist */
            rollbackIfNotExist?: (boolean|null);

            /** CheckTxnStatusRequest forceSyncCommit */
            forceSyncCommit?: (boolean|null);

            /** CheckTxnStatusRequest resolvingPessimisticLock */
            resolvingPessimisticLock?: (boolean|null);

            /** CheckTxnStatusRequest verifyIsPrimary */
            verifyIsPrimary?: (boolean|null);

            /** CheckTxnStatusRequest isTxnFile */
            isTxnFile?: (boolean|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a CheckTxnStatusRequest. */
        type $Shape = {
          context?: kvrpcpb.Context.$Shape|null;
          primaryKey?: Uint8Array|null;
          lockTs?: Long|null;
          callerStartTs?: Long|null;
          currentTs?: Long|null;
          rollbackIfNotExist?: boolean|null;
          forceSyncCommit?: boolean|null;
          resolvingPessimisticLock?: boolean|null;
          verifyIsPrimary?: boolean|null;
          isTxnFile?: boolean|null;
          $unknowns?: Uint8Array[];
        };
    }

    /**
     * Properties of a CheckTxnStatusResponse.
     * @deprecated Use kvrpcpb.CheckTxnStatusResponse.$Properties instead.
     */
    interface ICheckTxnStatusResponse extends kvrpcpb.CheckTxnStatusResponse.$Properties {
    }

    /** Represents a CheckTxnStatusResponse. */
    class CheckTxnStatusResponse {

        /**
         * Constructs a new CheckTxnStatusResponse.
         * @param [properties] Properties to set
         */
        constructor(properties?: kvrpcpb.CheckTxnStatusResponse.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** CheckTxnStatusResponse regionError. */
        regionError?: (errorpb.Error.$Properties|null);

        /** CheckTxnStatusResponse error. */
        error?: (kvrpcpb.KeyError.$Properties|null);

        /** CheckTxnStatusResponse lockTtl. */
        lockTtl: Long;

        /** CheckTxnStatusResponse commitVersion. */
        commitVersion: Long;

        /** CheckTxnStatusResponse action. */
        action: kvrpcpb.Action;

        /** CheckTxnStatusResponse lockInfo. */
        lockInfo?: (kvrpcpb.LockInfo.$Properties|null);

        /**
         * Creates a new CheckTxnStatusResponse instance using the specified properties.
         * @param [properties] Properties to set
         * @returns CheckTxnStatusResponse instance
         */
        static create(properties: kvrpcpb.CheckTxnStatusResponse.$Shape): kvrpcpb.CheckTxnStatusResponse & kvrpcpb.CheckTxnStatusResponse.$Shape;
        static create(properties?: kvrpcpb.CheckTxnStatusResponse.$Properties): kvrpcpb.CheckTxnStatusResponse;

        /**
         * Encodes the specified CheckTxnStatusResponse message. Does not implicitly {@link kvrpcpb.CheckTxnStatusResponse.verify|verify} messages.
         * @param message CheckTxnStatusResponse message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: kvrpcpb.CheckTxnStatusResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a CheckTxnStatusResponse message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {kvrpcpb.CheckTxnStatusResponse & kvrpcpb.CheckTxnStatusResponse.$Shape} CheckTxnStatusResponse
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): kvrpcpb.CheckTxnStatusResponse & kvrpcpb.CheckTxnStatusResponse.$Shape;

        /**
         * Creates a CheckTxnStatusResponse message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns CheckTxnStatusResponse
         */
        static fromObject(object: { [k: string]: any }): kvrpcpb.CheckTxnStatusResponse;

        /**
         * Creates a plain object from a CheckTxnStatusResponse message. Also converts values to other types if specified.
         * @param message CheckTxnStatusResponse
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: kvrpcpb.CheckTxnStatusResponse, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this CheckTxnStatusResponse to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace CheckTxnStatusResponse {

        /** Properties of a CheckTxnStatusResponse. */
        interface $Properties {

            /** CheckTxnStatusResponse regionError */
            regionError?: (errorpb.Error.$Properties|null);

            /** CheckTxnStatusResponse error */
            error?: (kvrpcpb.KeyError.$Properties|null);

            /** CheckTxnStatusResponse lockTtl */
            lockTtl?: (Long|null);

            /** CheckTxnStatusResponse commitVersion */
            commitVersion?: (Long|null);

            /** CheckTxnStatusResponse action */
            action?: (kvrpcpb.Action|null);

            /** CheckTxnStatusResponse lockInfo */
            lockInfo?: (kvrpcpb.LockInfo.$Properties|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a CheckTxnStatusResponse. */
        type $Shape = kvrpcpb.CheckTxnStatusResponse.$Properties;
    }

    /** Action enum. */
    enum Action {

        /** NoAction value */
        NoAction = 0,

        /** TTLExpireRollback value */
        TTLExpireRollback = 1,

        /** LockNotExistRollback value */
        LockNotExistRollback = 2,

        /** MinCommitTSPushed value */
        MinCommitTSPushed = 3,

        /** TTLExpirePessimisticRollback value */
        TTLExpirePessimisticRollback = 4,

        /** LockNotExistDoNothing value */
        LockNotExistDoNothing = 5
    }

    /**
     * Properties of a CheckSecondaryLocksRequest.
     * @deprecated Use kvrpcpb.CheckSecondaryLocksRequest.$Properties instead.
     */
    interface ICheckSecondaryLocksRequest extends kvrpcpb.CheckSecondaryLocksRequest.$Properties {
    }

    /** Represents a CheckSecondaryLocksRequest. */
    class CheckSecondaryLocksRequest {

        /**
         * Constructs a new CheckSecondaryLocksRequest.
         * @param [properties] Properties to set
         */
        constructor(properties?: kvrpcpb.CheckSecondaryLocksRequest.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** CheckSecondaryLocksRequest context. */
        context?: (kvrpcpb.Context.$Properties|null);

        /** CheckSecondaryLocksRequest keys. */
        keys: Uint8Array[];

        /** CheckSecondaryLocksRequest startVersion. */
        startVersion: Long;

        /**
         * Creates a new CheckSecondaryLocksRequest instance using the specified properties.
         * @param [properties] Properties to set
         * @returns CheckSecondaryLocksRequest instance
         */
        static create(properties: kvrpcpb.CheckSecondaryLocksRequest.$Shape): kvrpcpb.CheckSecondaryLocksRequest & kvrpcpb.CheckSecondaryLocksRequest.$Shape;
        static create(properties?: kvrpcpb.CheckSecondaryLocksRequest.$Properties): kvrpcpb.CheckSecondaryLocksRequest;

        /**
         * Encodes the specified CheckSecondaryLocksRequest message. Does not implicitly {@link kvrpcpb.CheckSecondaryLocksRequest.verify|verify} messages.
         * @param message CheckSecondaryLocksRequest message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: kvrpcpb.CheckSecondaryLocksRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a CheckSecondaryLocksRequest message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {kvrpcpb.CheckSecondaryLocksRequest & kvrpcpb.CheckSecondaryLocksRequest.$Shape} CheckSecondaryLocksRequest
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): kvrpcpb.CheckSecondaryLocksRequest & kvrpcpb.CheckSecondaryLocksRequest.$Shape;

        /**
         * Creates a CheckSecondaryLocksRequest message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns CheckSecondaryLocksRequest
         */
        static fromObject(object: { [k: string]: any }): kvrpcpb.CheckSecondaryLocksRequest;

        /**
         * Creates a plain object from a CheckSecondaryLocksRequest message. Also converts values to other types if specified.
         * @param message CheckSecondaryLocksRequest
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: kvrpcpb.CheckSecondaryLocksRequest, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this CheckSecondaryLocksRequest to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace CheckSecondaryLocksRequest {

        /** Properties of a CheckSecondaryLocksRequest. */
        interface $Properties {

            /** CheckSecondaryLocksRequest context */
            context?: (kvrpcpb.Context.$Properties|null);

            /** CheckSecondaryLocksRequest keys */
            keys?: (Uint8Array[]|null);

            /** CheckSecondaryLocksRequest startVersion */
            startVersion?: (Long|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a CheckSecondaryLocksRequest. */
        type $Shape = {
          context?: kvrpcpb.Context.$Shape|null;
          keys?: Uint8Array[]|null;
          startVersion?: Long|null;
          $unknowns?: Uint8Array[];
        };
    }

    /**
     * Properties of a CheckSecondaryLocksResponse.
     * @deprecated Use kvrpcpb.CheckSecondaryLocksResponse.$Properties instead.
     */
    interface ICheckSecondaryLocksResponse extends kvrpcpb.CheckSecondaryLocksResponse.$Properties {
    }

    /** Represents a CheckSecondaryLocksResponse. */
    class CheckSecondaryLocksResponse {

        /**
         * Constructs a new CheckSecondaryLocksResponse.
         * @param [properties] Properties to set
         */
        constructor(properties?: kvrpcpb.CheckSecondaryLocksResponse.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** CheckSecondaryLocksResponse regionError. */
        regionError?: (errorpb.Error.$Properties|null);

        /** CheckSecondaryLocksResponse error. */
        error?: (kvrpcpb.KeyError.$Properties|null);

        /** CheckSecondaryLocksResponse locks. */
        locks: kvrpcpb.LockInfo.$Properties[];

        /** CheckSecondaryLocksResponse commitTs. */
        commitTs: Long;

        /**
         * Creates a new CheckSecondaryLocksResponse instance using the specified properties.
         * @param [properties] Properties to set
         * @returns CheckSecondaryLocksResponse instance
         */
        static create(properties: kvrpcpb.CheckSecondaryLocksResponse.$Shape): kvrpcpb.CheckSecondaryLocksResponse & kvrpcpb.CheckSecondaryLocksResponse.$Shape;
        static create(properties?: kvrpcpb.CheckSecondaryLocksResponse.$Properties): kvrpcpb.CheckSecondaryLocksResponse;

        /**
         * Encodes the specified CheckSecondaryLocksResponse message. Does not implicitly {@link kvrpcpb.CheckSecondaryLocksResponse.verify|verify} messages.
         * @param message CheckSecondaryLocksResponse message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: kvrpcpb.CheckSecondaryLocksResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a CheckSecondaryLocksResponse message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {kvrpcpb.CheckSecondaryLocksResponse & kvrpcpb.CheckSecondaryLocksResponse.$Shape} CheckSecondaryLocksResponse
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): kvrpcpb.CheckSecondaryLocksResponse & kvrpcpb.CheckSecondaryLocksResponse.$Shape;

        /**
         * Creates a CheckSecondaryLocksResponse message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns CheckSecondaryLocksResponse
         */
        static fromObject(object: { [k: string]: any }): kvrpcpb.CheckSecondaryLocksResponse;

        /**
         * Creates a plain object from a CheckSecondaryLocksResponse message. Also converts values to other types if specified.
         * @param message CheckSecondaryLocksResponse
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: kvrpcpb.CheckSecondaryLocksResponse, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this CheckSecondaryLocksResponse to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace CheckSecondaryLocksResponse {

        /** Properties of a CheckSecondaryLocksResponse. */
        interface $Properties {

            /** CheckSecondaryLocksResponse regionError */
            regionError?: (errorpb.Error.$Properties|null);

            /** CheckSecondaryLocksResponse error */
            error?: (kvrpcpb.KeyError.$Properties|null);

            /** CheckSecondaryLocksResponse locks */
            locks?: (kvrpcpb.LockInfo.$Properties[]|null);

            /** CheckSecondaryLocksResponse commitTs */
            commitTs?: (Long|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a CheckSecondaryLocksResponse. */
        type $Shape = kvrpcpb.CheckSecondaryLocksResponse.$Properties;
    }

    /**
     * Properties of a ResolveLockRequest.
     * @deprecated Use kvrpcpb.ResolveLockRequest.$Properties instead.
     */
    interface IResolveLockRequest extends kvrpcpb.ResolveLockRequest.$Properties {
    }

    /** Represents a ResolveLockRequest. */
    class ResolveLockRequest {

        /**
         * Constructs a new ResolveLockRequest.
         * @param [properties] Properties to set
         */
        constructor(properties?: kvrpcpb.ResolveLockRequest.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** ResolveLockRequest context. */
        context?: (kvrpcpb.Context.$Properties|null);

        /** ResolveLockRequest startVersion. */
        startVersion: Long;

        /** ResolveLockRequest commitVersion. */
        commitVersion: Long;

        /** ResolveLockRequest txnInfos. */
        txnInfos: kvrpcpb.TxnInfo.$Properties[];

        /** ResolveLockRequest keys. */
        keys: Uint8Array[];

        /** ResolveLockRequest isAsync. */
        isAsync: boolean;

        /** ResolveLockRequest isTxnFile. */
        isTxnFile: boolean;

        /**
         * Creates a new ResolveLockRequest instance using the specified properties.
         * @param [properties] Properties to set
         * @returns ResolveLockRequest instance
         */
        static create(properties: kvrpcpb.ResolveLockRequest.$Shape): kvrpcpb.ResolveLockRequest & kvrpcpb.ResolveLockRequest.$Shape;
        static create(properties?: kvrpcpb.ResolveLockRequest.$Properties): kvrpcpb.ResolveLockRequest;

        /**
         * Encodes the specified ResolveLockRequest message. Does not implicitly {@link kvrpcpb.ResolveLockRequest.verify|verify} messages.
         * @param message ResolveLockRequest message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: kvrpcpb.ResolveLockRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a ResolveLockRequest message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {kvrpcpb.ResolveLockRequest & kvrpcpb.ResolveLockRequest.$Shape} ResolveLockRequest
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): kvrpcpb.ResolveLockRequest & kvrpcpb.ResolveLockRequest.$Shape;

        /**
         * Creates a ResolveLockRequest message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns ResolveLockRequest
         */
        static fromObject(object: { [k: string]: any }): kvrpcpb.ResolveLockRequest;

        /**
         * Creates a plain object from a ResolveLockRequest message. Also converts values to other types if specified.
         * @param message ResolveLockRequest
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: kvrpcpb.ResolveLockRequest, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this ResolveLockRequest to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace ResolveLockRequest {

        /** Properties of a ResolveLockRequest. */
        interface $Properties {

            /** ResolveLockRequest context */
            context?: (kvrpcpb.Context.$Properties|null);

            /** ResolveLockRequest startVersion */
            startVersion?: (Long|null);

            /** ResolveLockRequest commitVersion */
            commitVersion?: (Long|null);

            /** ResolveLockRequest txnInfos */
            txnInfos?: (kvrpcpb.TxnInfo.$Properties[]|null);

            /** ResolveLockRequest keys */
            keys?: (Uint8Array[]|null);

            /** ResolveLockRequest isAsync */
            isAsync?: (boolean|null);

            /** ResolveLockRequest isTxnFile */
            isTxnFile?: (boolean|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a ResolveLockRequest. */
        type $Shape = {
          context?: kvrpcpb.Context.$Shape|null;
          startVersion?: Long|null;
          commitVersion?: Long|null;
          txnInfos?: kvrpcpb.TxnInfo.$Shape[]|null;
          keys?: Uint8Array[]|null;
          isAsync?: boolean|null;
          isTxnFile?: boolean|null;
          $unknowns?: Uint8Array[];
        };
    }

    /**
     * Properties of a TxnInfo.
     * @deprecated Use kvrpcpb.TxnInfo.$Properties instead.
     */
    interface ITxnInfo extends kvrpcpb.TxnInfo.$Properties {
    }

    /** Represents a TxnInfo. */
    class TxnInfo {

        /**
         * Constructs a new TxnInfo.
         * @param [properties] Properties to set
         */
        constructor(properties?: kvrpcpb.TxnInfo.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** TxnInfo txn. */
        txn: Long;

        /** TxnInfo status. */
        status: Long;

        /** TxnInfo isTxnFile. */
        isTxnFile: boolean;

        /**
         * Creates a new TxnInfo instance using the specified properties.
         * @param [properties] Properties to set
         * @returns TxnInfo instance
         */
        static create(properties: kvrpcpb.TxnInfo.$Shape): kvrpcpb.TxnInfo & kvrpcpb.TxnInfo.$Shape;
        static create(properties?: kvrpcpb.TxnInfo.$Properties): kvrpcpb.TxnInfo;

        /**
         * Encodes the specified TxnInfo message. Does not implicitly {@link kvrpcpb.TxnInfo.verify|verify} messages.
         * @param message TxnInfo message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: kvrpcpb.TxnInfo.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a TxnInfo message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {kvrpcpb.TxnInfo & kvrpcpb.TxnInfo.$Shape} TxnInfo
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): kvrpcpb.TxnInfo & kvrpcpb.TxnInfo.$Shape;

        /**
         * Creates a TxnInfo message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns TxnInfo
         */
        static fromObject(object: { [k: string]: any }): kvrpcpb.TxnInfo;

        /**
         * Creates a plain object from a TxnInfo message. Also converts values to other types if specified.
         * @param message TxnInfo
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: kvrpcpb.TxnInfo, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this TxnInfo to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace TxnInfo {

        /** Properties of a TxnInfo. */
        interface $Properties {

            /** TxnInfo txn */
            txn?: (Long|null);

            /** TxnInfo status */
            status?: (Long|null);

            /** TxnInfo isTxnFile */
            isTxnFile?: (boolean|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a TxnInfo. */
        type $Shape = kvrpcpb.TxnInfo.$Properties;
    }

    /**
     * Properties of a ResolveLockResponse.
     * @deprecated Use kvrpcpb.ResolveLockResponse.$Properties instead.
     */
    interface IResolveLockResponse extends kvrpcpb.ResolveLockResponse.$Properties {
    }

    /** Represents a ResolveLockResponse. */
    class ResolveLockResponse {

        /**
         * Constructs a new ResolveLockResponse.
         * @param [properties] Properties to set
         */
        constructor(properties?: kvrpcpb.ResolveLockResponse.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** ResolveLockResponse regionError. */
        regionError?: (errorpb.Error.$Properties|null);

        /** ResolveLockResponse error. */
        error?: (kvrpcpb.KeyError.$Properties|null);

        /**
         * Creates a new ResolveLockResponse instance using the specified properties.
         * @param [properties] Properties to set
         * @returns ResolveLockResponse instance
         */
        static create(properties: kvrpcpb.ResolveLockResponse.$Shape): kvrpcpb.ResolveLockResponse & kvrpcpb.ResolveLockResponse.$Shape;
        static create(properties?: kvrpcpb.ResolveLockResponse.$Properties): kvrpcpb.ResolveLockResponse;

        /**
         * Encodes the specified ResolveLockResponse message. Does not implicitly {@link kvrpcpb.ResolveLockResponse.verify|verify} messages.
         * @param message ResolveLockResponse message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: kvrpcpb.ResolveLockResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a ResolveLockResponse message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {kvrpcpb.ResolveLockResponse & kvrpcpb.ResolveLockResponse.$Shape} ResolveLockResponse
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): kvrpcpb.ResolveLockResponse & kvrpcpb.ResolveLockResponse.$Shape;

        /**
         * Creates a ResolveLockResponse message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns ResolveLockResponse
         */
        static fromObject(object: { [k: string]: any }): kvrpcpb.ResolveLockResponse;

        /**
         * Creates a plain object from a ResolveLockResponse message. Also converts values to other types if specified.
         * @param message ResolveLockResponse
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: kvrpcpb.ResolveLockResponse, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this ResolveLockResponse to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace ResolveLockResponse {

        /** Properties of a ResolveLockResponse. */
        interface $Properties {

            /** ResolveLockResponse regionError */
            regionError?: (errorpb.Error.$Properties|null);

            /** ResolveLockResponse error */
            error?: (kvrpcpb.KeyError.$Properties|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a ResolveLockResponse. */
        type $Shape = kvrpcpb.ResolveLockResponse.$Properties;
    }

    /**
     * Properties of a PessimisticLockRequest.
     * @deprecated Use kvrpcpb.PessimisticLockRequest.$Properties instead.
     */
    interface IPessimisticLockRequest extends kvrpcpb.PessimisticLockRequest.$Properties {
    }

    /** Represents a PessimisticLockRequest. */
    class PessimisticLockRequest {

        /**
         * Constructs a new PessimisticLockRequest.
         * @param [properties] Properties to set
         */
        constructor(properties?: kvrpcpb.PessimisticLockRequest.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** PessimisticLockRequest context. */
        context?: (kvrpcpb.Context.$Properties|null);

        /** PessimisticLockRequest mutations. */
        mutations: kvrpcpb.Mutation.$Properties[];

        /** PessimisticLockRequest primaryLock. */
        primaryLock: Uint8Array;

        /** PessimisticLockRequest startVersion. */
        startVersion: Long;

        /** PessimisticLockRequest lockTtl. */
        lockTtl: Long;

        /** PessimisticLockRequest forUpdateTs. */
        forUpdateTs: Long;

        /** PessimisticLockRequest isFirstLock. */
        isFirstLock: boolean;

        /** PessimisticLockRequest waitTimeout. */
        waitTimeout: Long;

        /** PessimisticLockRequest force. */
        force: boolean;

        /** PessimisticLockRequest returnValues. */
        returnValues: boolean;

        /** PessimisticLockRequest minCommitTs. */
        minCommitTs: Long;

        /** PessimisticLockRequest checkExistence. */
        checkExistence: boolean;

        /** PessimisticLockRequest lockOnlyIfExists. */
        lockOnlyIfExists: boolean;

        /** PessimisticLockRequest wakeUpMode. */
        wakeUpMode: kvrpcpb.PessimisticLockWakeUpMode;

        /**
         * Creates a new PessimisticLockRequest instance using the specified properties.
         * @param [properties] Properties to set
         * @returns PessimisticLockRequest instance
         */
        static create(properties: kvrpcpb.PessimisticLockRequest.$Shape): kvrpcpb.PessimisticLockRequest & kvrpcpb.PessimisticLockRequest.$Shape;
        static create(properties?: kvrpcpb.PessimisticLockRequest.$Properties): kvrpcpb.PessimisticLockRequest;

        /**
         * Encodes the specified PessimisticLockRequest message. Does not implicitly {@link kvrpcpb.PessimisticLockRequest.verify|verify} messages.
         * @param message PessimisticLockRequest message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: kvrpcpb.PessimisticLockRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a PessimisticLockRequest message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {kvrpcpb.PessimisticLockRequest & kvrpcpb.PessimisticLockRequest.$Shape} PessimisticLockRequest
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): kvrpcpb.PessimisticLockRequest & kvrpcpb.PessimisticLockRequest.$Shape;

        /**
         * Creates a PessimisticLockRequest message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns PessimisticLockRequest
         */
        static fromObject(object: { [k: string]: any }): kvrpcpb.PessimisticLockRequest;

        /**
         * Creates a plain object from a PessimisticLockRequest message. Also converts values to other types if specified.
         * @param message PessimisticLockRequest
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: kvrpcpb.PessimisticLockRequest, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this PessimisticLockRequest to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace PessimisticLockRequest {

        /** Properties of a PessimisticLockRequest. */
        interface $Properties {

            /** PessimisticLockRequest context */
            context?: (kvrpcpb.Context.$Properties|null);

            /** PessimisticLockRequest mutations */
            mutations?: (kvrpcpb.Mutation.$Properties[]|null);

            /** PessimisticLockRequest primaryLock */
            primaryLock?: (Uint8Array|null);

            /** PessimisticLockRequest startVersion */
            startVersion?: (Long|null);

            /** PessimisticLockRequest lockTtl */
            lockTtl?: (Long|null);

            /** PessimisticLockRequest forUpdateTs */
            forUpdateTs?: (Long|null);

            /** PessimisticLockRequest isFirstLock */
            isFirstLock?: (boolean|null);

            /** PessimisticLockRequest waitTimeout */
            waitTimeout?: (Long|null);

            /** PessimisticLockRequest force */
            force?: (boolean|null);

            /** PessimisticLockRequest returnValues */
            returnValues?: (boolean|null);

            /** PessimisticLockRequest minCommitTs */
            minCommitTs?: (Long|null);

            /** PessimisticLockRequest checkExistence */
            checkExistence?: (boolean|null);

            /** PessimisticLockRequest lockOnlyIfExists */
            lockOnlyIfExists?: (boolean|null);

            /** PessimisticLockRequest wakeUpMode */
            wakeUpMode?: (kvrpcpb.PessimisticLockWakeUpMode|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a PessimisticLockRequest. */
        type $Shape = {
          context?: kvrpcpb.Context.$Shape|null;
          mutations?: kvrpcpb.Mutation.$Shape[]|null;
          primaryLock?: Uint8Array|null;
          startVersion?: Long|null;
          lockTtl?: Long|null;
          forUpdateTs?: Long|null;
          isFirstLock?: boolean|null;
          waitTimeout?: Long|null;
          force?: boolean|null;
          returnValues?: boolean|null;
          minCommitTs?: Long|null;
          checkExistence?: boolean|null;
          lockOnlyIfExists?: boolean|null;
          wakeUpMode?: kvrpcpb.PessimisticLockWakeUpMode|null;
          $unknowns?: Uint8Array[];
        };
    }

    /** PessimisticLockWakeUpMode enum. */
    enum PessimisticLockWakeUpMode {

        /** WakeUpModeNormal value */
        WakeUpModeNormal = 0,

        /** WakeUpModeForceLock value */
        WakeUpModeForceLock = 1
    }

    /**
     * Properties of a PessimisticLockResponse.
     * @deprecated Use kvrpcpb.PessimisticLockResponse.$Properties instead.
     */
    interface IPessimisticLockResponse extends kvrpcpb.PessimisticLockResponse.$Properties {
    }

    /** Represents a PessimisticLockResponse. */
    class PessimisticLockResponse {

        /**
         * Constructs a new PessimisticLockResponse.
         * @param [properties] Properties to set
         */
        constructor(properties?: kvrpcpb.PessimisticLockResponse.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** PessimisticLockResponse regionError. */
        regionError?: (errorpb.Error.$Properties|null);

        /** PessimisticLockResponse errors. */
        errors: kvrpcpb.KeyError.$Properties[];

        /** PessimisticLockResponse commitTs. */
        commitTs: Long;

        /** PessimisticLockResponse value. */
        value: Uint8Array;

        /** PessimisticLockResponse values. */
        values: Uint8Array[];

        /** PessimisticLockResponse notFounds. */
        notFounds: boolean[];

        /** PessimisticLockResponse results. */
        results: kvrpcpb.PessimisticLockKeyResult.$Properties[];

        /**
         * Creates a new PessimisticLockResponse instance using the specified properties.
         * @param [properties] Properties to set
         * @returns PessimisticLockResponse instance
         */
        static create(properties: kvrpcpb.PessimisticLockResponse.$Shape): kvrpcpb.PessimisticLockResponse & kvrpcpb.PessimisticLockResponse.$Shape;
        static create(properties?: kvrpcpb.PessimisticLockResponse.$Properties): kvrpcpb.PessimisticLockResponse;

        /**
         * Encodes the specified PessimisticLockResponse message. Does not implicitly {@link kvrpcpb.PessimisticLockResponse.verify|verify} messages.
         * @param message PessimisticLockResponse message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: kvrpcpb.PessimisticLockResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a PessimisticLockResponse message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {kvrpcpb.PessimisticLockResponse & kvrpcpb.PessimisticLockResponse.$Shape} PessimisticLockResponse
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): kvrpcpb.PessimisticLockResponse & kvrpcpb.PessimisticLockResponse.$Shape;

        /**
         * Creates a PessimisticLockResponse message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns PessimisticLockResponse
         */
        static fromObject(object: { [k: string]: any }): kvrpcpb.PessimisticLockResponse;

        /**
         * Creates a plain object from a PessimisticLockResponse message. Also converts values to other types if specified.
         * @param message PessimisticLockResponse
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: kvrpcpb.PessimisticLockResponse, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this PessimisticLockResponse to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace PessimisticLockResponse {

        /** Properties of a PessimisticLockResponse. */
        interface $Properties {

            /** PessimisticLockResponse regionError */
            regionError?: (errorpb.Error.$Properties|null);

            /** PessimisticLockResponse errors */
            errors?: (kvrpcpb.KeyError.$Properties[]|null);

            /** PessimisticLockResponse commitTs */
            commitTs?: (Long|null);

            /** PessimisticLockResponse value */
            value?: (Uint8Array|null);

            /** PessimisticLockResponse values */
            values?: (Uint8Array[]|null);

            /** PessimisticLockResponse notFounds */
            notFounds?: (boolean[]|null);

            /** PessimisticLockResponse results */
            results?: (kvrpcpb.PessimisticLockKeyResult.$Properties[]|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a PessimisticLockResponse. */
        type $Shape = kvrpcpb.PessimisticLockResponse.$Properties;
    }

    /**
     * Properties of a PessimisticLockKeyResult.
     * @deprecated Use kvrpcpb.PessimisticLockKeyResult.$Properties instead.
     */
    interface IPessimisticLockKeyResult extends kvrpcpb.PessimisticLockKeyResult.$Properties {
    }

    /** Represents a PessimisticLockKeyResult. */
    class PessimisticLockKeyResult {

        /**
         * Constructs a new PessimisticLockKeyResult.
         * @param [properties] Properties to set
         */
        constructor(properties?: kvrpcpb.PessimisticLockKeyResult.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** PessimisticLockKeyResult type. */
        type: kvrpcpb.PessimisticLockKeyResultType;

        /** PessimisticLockKeyResult value. */
        value: Uint8Array;

        /** PessimisticLockKeyResult existence. */
        existence: boolean;

        /** PessimisticLockKeyResult lockedWithConflictTs. */
        lockedWithConflictTs: Long;

        /** PessimisticLockKeyResult skipResolvingLock. */
        skipResolvingLock: boolean;

        /**
         * Creates a new PessimisticLockKeyResult instance using the specified properties.
         * @param [properties] Properties to set
         * @returns PessimisticLockKeyResult instance
         */
        static create(properties: kvrpcpb.PessimisticLockKeyResult.$Shape): kvrpcpb.PessimisticLockKeyResult & kvrpcpb.PessimisticLockKeyResult.$Shape;
        static create(properties?: kvrpcpb.PessimisticLockKeyResult.$Properties): kvrpcpb.PessimisticLockKeyResult;

        /**
         * Encodes the specified PessimisticLockKeyResult message. Does not implicitly {@link kvrpcpb.PessimisticLockKeyResult.verify|verify} messages.
         * @param message PessimisticLockKeyResult message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: kvrpcpb.PessimisticLockKeyResult.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a PessimisticLockKeyResult message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {kvrpcpb.PessimisticLockKeyResult & kvrpcpb.PessimisticLockKeyResult.$Shape} PessimisticLockKeyResult
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): kvrpcpb.PessimisticLockKeyResult & kvrpcpb.PessimisticLockKeyResult.$Shape;

        /**
         * Creates a PessimisticLockKeyResult message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns PessimisticLockKeyResult
         */
        static fromObject(object: { [k: string]: any }): kvrpcpb.PessimisticLockKeyResult;

        /**
         * Creates a plain object from a PessimisticLockKeyResult message. Also converts values to other types if specified.
         * @param message PessimisticLockKeyResult
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: kvrpcpb.PessimisticLockKeyResult, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this PessimisticLockKeyResult to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace PessimisticLockKeyResult {

        /** Properties of a PessimisticLockKeyResult. */
        interface $Properties {

            /** PessimisticLockKeyResult type */
            type?: (kvrpcpb.PessimisticLockKeyResultType|null);

            /** PessimisticLockKeyResult value */
            value?: (Uint8Array|null);

            /** PessimisticLockKeyResult existence */
            existence?: (boolean|null);

            /** PessimisticLockKeyResult lockedWithConflictTs */
            lockedWithConflictTs?: (Long|null);

            /** PessimisticLockKeyResult skipResolvingLock */
            skipResolvingLock?: (boolean|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a PessimisticLockKeyResult. */
        type $Shape = kvrpcpb.PessimisticLockKeyResult.$Properties;
    }

    /** PessimisticLockKeyResultType enum. */
    enum PessimisticLockKeyResultType {

        /** LockResultNormal value */
        LockResultNormal = 0,

        /** LockResultLockedWithConflict value */
        LockResultLockedWithConflict = 1,

        /** LockResultFailed value */
        LockResultFailed = 2
    }

    /**
     * Properties of a PessimisticRollbackRequest.
     * @deprecated Use kvrpcpb.PessimisticRollbackRequest.$Properties instead.
     */
    interface IPessimisticRollbackRequest extends kvrpcpb.PessimisticRollbackRequest.$Properties {
    }

    /** Represents a PessimisticRollbackRequest. */
    class PessimisticRollbackRequest {

        /**
         * Constructs a new PessimisticRollbackRequest.
         * @param [properties] Properties to set
         */
        constructor(properties?: kvrpcpb.PessimisticRollbackRequest.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** PessimisticRollbackRequest context. */
        context?: (kvrpcpb.Context.$Properties|null);

        /** PessimisticRollbackRequest startVersion. */
        startVersion: Long;

        /** PessimisticRollbackRequest forUpdateTs. */
        forUpdateTs: Long;

        /** PessimisticRollbackRequest keys. */
        keys: Uint8Array[];

        /**
         * Creates a new PessimisticRollbackRequest instance using the specified properties.
         * @param [properties] Properties to set
         * @returns PessimisticRollbackRequest instance
         */
        static create(properties: kvrpcpb.PessimisticRollbackRequest.$Shape): kvrpcpb.PessimisticRollbackRequest & kvrpcpb.PessimisticRollbackRequest.$Shape;
        static create(properties?: kvrpcpb.PessimisticRollbackRequest.$Properties): kvrpcpb.PessimisticRollbackRequest;

        /**
         * Encodes the specified PessimisticRollbackRequest message. Does not implicitly {@link kvrpcpb.PessimisticRollbackRequest.verify|verify} messages.
         * @param message PessimisticRollbackRequest message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: kvrpcpb.PessimisticRollbackRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a PessimisticRollbackRequest message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {kvrpcpb.PessimisticRollbackRequest & kvrpcpb.PessimisticRollbackRequest.$Shape} PessimisticRollbackRequest
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): kvrpcpb.PessimisticRollbackRequest & kvrpcpb.PessimisticRollbackRequest.$Shape;

        /**
         * Creates a PessimisticRollbackRequest message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns PessimisticRollbackRequest
         */
        static fromObject(object: { [k: string]: any }): kvrpcpb.PessimisticRollbackRequest;

        /**
         * Creates a plain object from a PessimisticRollbackRequest message. Also converts values to other types if specified.
         * @param message PessimisticRollbackRequest
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: kvrpcpb.PessimisticRollbackRequest, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this PessimisticRollbackRequest to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace PessimisticRollbackRequest {

        /** Properties of a PessimisticRollbackRequest. */
        interface $Properties {

            /** PessimisticRollbackRequest context */
            context?: (kvrpcpb.Context.$Properties|null);

            /** PessimisticRollbackRequest startVersion */
            startVersion?: (Long|null);

            /** PessimisticRollbackRequest forUpdateTs */
            forUpdateTs?: (Long|null);

            /** PessimisticRollbackRequest keys */
            keys?: (Uint8Array[]|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a PessimisticRollbackRequest. */
        type $Shape = {
          context?: kvrpcpb.Context.$Shape|null;
          startVersion?: Long|null;
          forUpdateTs?: Long|null;
          keys?: Uint8Array[]|null;
          $unknowns?: Uint8Array[];
        };
    }

    /**
     * Properties of a PessimisticRollbackResponse.
     * @deprecated Use kvrpcpb.PessimisticRollbackResponse.$Properties instead.
     */
    interface IPessimisticRollbackResponse extends kvrpcpb.PessimisticRollbackResponse.$Properties {
    }

    /** Represents a PessimisticRollbackResponse. */
    class PessimisticRollbackResponse {

        /**
         * Constructs a new PessimisticRollbackResponse.
         * @param [properties] Properties to set
         */
        constructor(properties?: kvrpcpb.PessimisticRollbackResponse.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** PessimisticRollbackResponse regionError. */
        regionError?: (errorpb.Error.$Properties|null);

        /** PessimisticRollbackResponse errors. */
        errors: kvrpcpb.KeyError.$Properties[];

        /**
         * Creates a new PessimisticRollbackResponse instance using the specified properties.
         * @param [properties] Properties to set
         * @returns PessimisticRollbackResponse instance
         */
        static create(properties: kvrpcpb.PessimisticRollbackResponse.$Shape): kvrpcpb.PessimisticRollbackResponse & kvrpcpb.PessimisticRollbackResponse.$Shape;
        static create(properties?: kvrpcpb.PessimisticRollbackResponse.$Properties): kvrpcpb.PessimisticRollbackResponse;

        /**
         * Encodes the specified PessimisticRollbackResponse message. Does not implicitly {@link kvrpcpb.PessimisticRollbackResponse.verify|verify} messages.
         * @param message PessimisticRollbackResponse message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: kvrpcpb.PessimisticRollbackResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a PessimisticRollbackResponse message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {kvrpcpb.PessimisticRollbackResponse & kvrpcpb.PessimisticRollbackResponse.$Shape} PessimisticRollbackResponse
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): kvrpcpb.PessimisticRollbackResponse & kvrpcpb.PessimisticRollbackResponse.$Shape;

        /**
         * Creates a PessimisticRollbackResponse message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns PessimisticRollbackResponse
         */
        static fromObject(object: { [k: string]: any }): kvrpcpb.PessimisticRollbackResponse;

        /**
         * Creates a plain object from a PessimisticRollbackResponse message. Also converts values to other types if specified.
         * @param message PessimisticRollbackResponse
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: kvrpcpb.PessimisticRollbackResponse, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this PessimisticRollbackResponse to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace PessimisticRollbackResponse {

        /** Properties of a PessimisticRollbackResponse. */
        interface $Properties {

            /** PessimisticRollbackResponse regionError */
            regionError?: (errorpb.Error.$Properties|null);

            /** PessimisticRollbackResponse errors */
            errors?: (kvrpcpb.KeyError.$Properties[]|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a PessimisticRollbackResponse. */
        type $Shape = kvrpcpb.PessimisticRollbackResponse.$Properties;
    }

    /**
     * Properties of a FlushRequest.
     * @deprecated Use kvrpcpb.FlushRequest.$Properties instead.
     */
    interface IFlushRequest extends kvrpcpb.FlushRequest.$Properties {
    }

    /** Represents a FlushRequest. */
    class FlushRequest {

        /**
         * Constructs a new FlushRequest.
         * @param [properties] Properties to set
         */
        constructor(properties?: kvrpcpb.FlushRequest.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** FlushRequest context. */
        context?: (kvrpcpb.Context.$Properties|null);

        /** FlushRequest mutations. */
        mutations: kvrpcpb.Mutation.$Properties[];

        /** FlushRequest primaryKey. */
        primaryKey: Uint8Array;

        /** FlushRequest startTs. */
        startTs: Long;

        /** FlushRequest minCommitTs. */
        minCommitTs: Long;

        /** FlushRequest generation. */
        generation: Long;

        /** FlushRequest lockTtl. */
        lockTtl: Long;

        /** FlushRequest assertionLevel. */
        assertionLevel: kvrpcpb.AssertionLevel;

        /**
         * Creates a new FlushRequest instance using the specified properties.
         * @param [properties] Properties to set
         * @returns FlushRequest instance
         */
        static create(properties: kvrpcpb.FlushRequest.$Shape): kvrpcpb.FlushRequest & kvrpcpb.FlushRequest.$Shape;
        static create(properties?: kvrpcpb.FlushRequest.$Properties): kvrpcpb.FlushRequest;

        /**
         * Encodes the specified FlushRequest message. Does not implicitly {@link kvrpcpb.FlushRequest.verify|verify} messages.
         * @param message FlushRequest message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: kvrpcpb.FlushRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a FlushRequest message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {kvrpcpb.FlushRequest & kvrpcpb.FlushRequest.$Shape} FlushRequest
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): kvrpcpb.FlushRequest & kvrpcpb.FlushRequest.$Shape;

        /**
         * Creates a FlushRequest message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns FlushRequest
         */
        static fromObject(object: { [k: string]: any }): kvrpcpb.FlushRequest;

        /**
         * Creates a plain object from a FlushRequest message. Also converts values to other types if specified.
         * @param message FlushRequest
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: kvrpcpb.FlushRequest, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this FlushRequest to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace FlushRequest {

        /** Properties of a FlushRequest. */
        interface $Properties {

            /** FlushRequest context */
            context?: (kvrpcpb.Context.$Properties|null);

            /** FlushRequest mutations */
            mutations?: (kvrpcpb.Mutation.$Properties[]|null);

            /** FlushRequest primaryKey */
            primaryKey?: (Uint8Array|null);

            /** FlushRequest startTs */
            startTs?: (Long|null);

            /** FlushRequest minCommitTs */
            minCommitTs?: (Long|null);

            /** FlushRequest generation */
            generation?: (Long|null);

            /** FlushRequest lockTtl */
            lockTtl?: (Long|null);

            /** FlushRequest assertionLevel */
            assertionLevel?: (kvrpcpb.AssertionLevel|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a FlushRequest. */
        type $Shape = {
          context?: kvrpcpb.Context.$Shape|null;
          mutations?: kvrpcpb.Mutation.$Shape[]|null;
          primaryKey?: Uint8Array|null;
          startTs?: Long|null;
          minCommitTs?: Long|null;
          generation?: Long|null;
          lockTtl?: Long|null;
          assertionLevel?: kvrpcpb.AssertionLevel|null;
          $unknowns?: Uint8Array[];
        };
    }

    /**
     * Properties of a FlushResponse.
     * @deprecated Use kvrpcpb.FlushResponse.$Properties instead.
     */
    interface IFlushResponse extends kvrpcpb.FlushResponse.$Properties {
    }

    /** Represents a FlushResponse. */
    class FlushResponse {

        /**
         * Constructs a new FlushResponse.
         * @param [properties] Properties to set
         */
        constructor(properties?: kvrpcpb.FlushResponse.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** FlushResponse regionError. */
        regionError?: (errorpb.Error.$Properties|null);

        /** FlushResponse errors. */
        errors: kvrpcpb.KeyError.$Properties[];

        /**
         * Creates a new FlushResponse instance using the specified properties.
         * @param [properties] Properties to set
         * @returns FlushResponse instance
         */
        static create(properties: kvrpcpb.FlushResponse.$Shape): kvrpcpb.FlushResponse & kvrpcpb.FlushResponse.$Shape;
        static create(properties?: kvrpcpb.FlushResponse.$Properties): kvrpcpb.FlushResponse;

        /**
         * Encodes the specified FlushResponse message. Does not implicitly {@link kvrpcpb.FlushResponse.verify|verify} messages.
         * @param message FlushResponse message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: kvrpcpb.FlushResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a FlushResponse message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {kvrpcpb.FlushResponse & kvrpcpb.FlushResponse.$Shape} FlushResponse
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): kvrpcpb.FlushResponse & kvrpcpb.FlushResponse.$Shape;

        /**
         * Creates a FlushResponse message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns FlushResponse
         */
        static fromObject(object: { [k: string]: any }): kvrpcpb.FlushResponse;

        /**
         * Creates a plain object from a FlushResponse message. Also converts values to other types if specified.
         * @param message FlushResponse
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: kvrpcpb.FlushResponse, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this FlushResponse to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace FlushResponse {

        /** Properties of a FlushResponse. */
        interface $Properties {

            /** FlushResponse regionError */
            regionError?: (errorpb.Error.$Properties|null);

            /** FlushResponse errors */
            errors?: (kvrpcpb.KeyError.$Properties[]|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a FlushResponse. */
        type $Shape = kvrpcpb.FlushResponse.$Properties;
    }

    /**
     * Properties of a KeyError.
     * @deprecated Use kvrpcpb.KeyError.$Properties instead.
     */
    interface IKeyError extends kvrpcpb.KeyError.$Properties {
    }

    /** Represents a KeyError. */
    class KeyError {

        /**
         * Constructs a new KeyError.
         * @param [properties] Properties to set
         */
        constructor(properties?: kvrpcpb.KeyError.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** KeyError locked. */
        locked?: (kvrpcpb.LockInfo.$Properties|null);

        /** KeyError retryable. */
        retryable: string;

        /** KeyError abort. */
        abort: string;

        /** KeyError conflict. */
        conflict?: (kvrpcpb.WriteConflict.$Properties|null);

        /** KeyError alreadyExist. */
        alreadyExist?: (kvrpcpb.AlreadyExist.$Properties|null);

        /** KeyError deadlock. */
        deadlock?: (kvrpcpb.Deadlock.$Properties|null);

        /** KeyError commitTsExpired. */
        commitTsExpired?: (kvrpcpb.CommitTsExpired.$Properties|null);

        /** KeyError txnNotFound. */
        txnNotFound?: (kvrpcpb.TxnNotFound.$Properties|null);

        /** KeyError commitTsTooLarge. */
        commitTsTooLarge?: (kvrpcpb.CommitTsTooLarge.$Properties|null);

        /** KeyError assertionFailed. */
        assertionFailed?: (kvrpcpb.AssertionFailed.$Properties|null);

        /** KeyError primaryMismatch. */
        primaryMismatch?: (kvrpcpb.PrimaryMismatch.$Properties|null);

        /** KeyError txnLockNotFound. */
        txnLockNotFound?: (kvrpcpb.TxnLockNotFound.$Properties|null);

        /**
         * Creates a new KeyError instance using the specified properties.
         * @param [properties] Properties to set
         * @returns KeyError instance
         */
        static create(properties: kvrpcpb.KeyError.$Shape): kvrpcpb.KeyError & kvrpcpb.KeyError.$Shape;
        static create(properties?: kvrpcpb.KeyError.$Properties): kvrpcpb.KeyError;

        /**
         * Encodes the specified KeyError message. Does not implicitly {@link kvrpcpb.KeyError.verify|verify} messages.
         * @param message KeyError message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: kvrpcpb.KeyError.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a KeyError message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {kvrpcpb.KeyError & kvrpcpb.KeyError.$Shape} KeyError
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): kvrpcpb.KeyError & kvrpcpb.KeyError.$Shape;

        /**
         * Creates a KeyError message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns KeyError
         */
        static fromObject(object: { [k: string]: any }): kvrpcpb.KeyError;

        /**
         * Creates a plain object from a KeyError message. Also converts values to other types if specified.
         * @param message KeyError
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: kvrpcpb.KeyError, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this KeyError to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace KeyError {

        /** Properties of a KeyError. */
        interface $Properties {

            /** KeyError locked */
            locked?: (kvrpcpb.LockInfo.$Properties|null);

            /** KeyError retryable */
            retryable?: (string|null);

            /** KeyError abort */
            abort?: (string|null);

            /** KeyError conflict */
            conflict?: (kvrpcpb.WriteConflict.$Properties|null);

            /** KeyError alreadyExist */
            alreadyExist?: (kvrpcpb.AlreadyExist.$Properties|null);

            /** KeyError deadlock */
            deadlock?: (kvrpcpb.Deadlock.$Properties|null);

            /** KeyError commitTsExpired */
            commitTsExpired?: (kvrpcpb.CommitTsExpired.$Properties|null);

            /** KeyError txnNotFound */
            txnNotFound?: (kvrpcpb.TxnNotFound.$Properties|null);

            /** KeyError commitTsTooLarge */
            commitTsTooLarge?: (kvrpcpb.CommitTsTooLarge.$Properties|null);

            /** KeyError assertionFailed */
            assertionFailed?: (kvrpcpb.AssertionFailed.$Properties|null);

            /** KeyError primaryMismatch */
            primaryMismatch?: (kvrpcpb.PrimaryMismatch.$Properties|null);

            /** KeyError txnLockNotFound */
            txnLockNotFound?: (kvrpcpb.TxnLockNotFound.$Properties|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a KeyError. */
        type $Shape = kvrpcpb.KeyError.$Properties;
    }

    /**
     * Properties of a WriteConflict.
     * @deprecated Use kvrpcpb.WriteConflict.$Properties instead.
     */
    interface IWriteConflict extends kvrpcpb.WriteConflict.$Properties {
    }

    /** Represents a WriteConflict. */
    class WriteConflict {

        /**
         * Constructs a new WriteConflict.
         * @param [properties] Properties to set
         */
        constructor(properties?: kvrpcpb.WriteConflict.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** WriteConflict startTs. */
        startTs: Long;

        /** WriteConflict conflictTs. */
        conflictTs: Long;

        /** WriteConflict key. */
        key: Uint8Array;

        /** WriteConflict primary. */
        primary: Uint8Array;

        /** WriteConflict conflictCommitTs. */
        conflictCommitTs: Long;

        /** WriteConflict reason. */
        reason: kvrpcpb.WriteConflict.Reason;

        /**
         * Creates a new WriteConflict instance using the specified properties.
         * @param [properties] Properties to set
         * @returns WriteConflict instance
         */
        static create(properties: kvrpcpb.WriteConflict.$Shape): kvrpcpb.WriteConflict & kvrpcpb.WriteConflict.$Shape;
        static create(properties?: kvrpcpb.WriteConflict.$Properties): kvrpcpb.WriteConflict;

        /**
         * Encodes the specified WriteConflict message. Does not implicitly {@link kvrpcpb.WriteConflict.verify|verify} messages.
         * @param message WriteConflict message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: kvrpcpb.WriteConflict.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a WriteConflict message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {kvrpcpb.WriteConflict & kvrpcpb.WriteConflict.$Shape} WriteConflict
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): kvrpcpb.WriteConflict & kvrpcpb.WriteConflict.$Shape;

        /**
         * Creates a WriteConflict message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns WriteConflict
         */
        static fromObject(object: { [k: string]: any }): kvrpcpb.WriteConflict;

        /**
         * Creates a plain object from a WriteConflict message. Also converts values to other types if specified.
         * @param message WriteConflict
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: kvrpcpb.WriteConflict, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this WriteConflict to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace WriteConflict {

        /** Properties of a WriteConflict. */
        interface $Properties {

            /** WriteConflict startTs */
            startTs?: (Long|null);

            /** WriteConflict conflictTs */
            conflictTs?: (Long|null);

            /** WriteConflict key */
            key?: (Uint8Array|null);

            /** WriteConflict primary */
            primary?: (Uint8Array|null);

            /** WriteConflict conflictCommitTs */
            conflictCommitTs?: (Long|null);

            /** WriteConflict reason */
            reason?: (kvrpcpb.WriteConflict.Reason|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a WriteConflict. */
        type $Shape = kvrpcpb.WriteConflict.$Properties;

        /** Reason enum. */
        enum Reason {

            /** Unknown value */
            Unknown = 0,

            /** Optimistic value */
            Optimistic = 1,

            /** PessimisticRetry value */
            PessimisticRetry = 2,

            /** SelfRolledBack value */
            SelfRolledBack = 3,

            /** RcCheckTs value */
            RcCheckTs = 4,

            /** LazyUniquenessCheck value */
            LazyUniquenessCheck = 5,

            /** NotLockedKeyConflict value */
            NotLockedKeyConflict = 6
        }
    }

    /**
     * Properties of an AlreadyExist.
     * @deprecated Use kvrpcpb.AlreadyExist.$Properties instead.
     */
    interface IAlreadyExist extends kvrpcpb.AlreadyExist.$Properties {
    }

    /** Represents an AlreadyExist. */
    class AlreadyExist {

        /**
         * Constructs a new AlreadyExist.
         * @param [properties] Properties to set
         */
        constructor(properties?: kvrpcpb.AlreadyExist.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** AlreadyExist key. */
        key: Uint8Array;

        /**
         * Creates a new AlreadyExist instance using the specified properties.
         * @param [properties] Properties to set
         * @returns AlreadyExist instance
         */
        static create(properties: kvrpcpb.AlreadyExist.$Shape): kvrpcpb.AlreadyExist & kvrpcpb.AlreadyExist.$Shape;
        static create(properties?: kvrpcpb.AlreadyExist.$Properties): kvrpcpb.AlreadyExist;

        /**
         * Encodes the specified AlreadyExist message. Does not implicitly {@link kvrpcpb.AlreadyExist.verify|verify} messages.
         * @param message AlreadyExist message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: kvrpcpb.AlreadyExist.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes an AlreadyExist message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {kvrpcpb.AlreadyExist & kvrpcpb.AlreadyExist.$Shape} AlreadyExist
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): kvrpcpb.AlreadyExist & kvrpcpb.AlreadyExist.$Shape;

        /**
         * Creates an AlreadyExist message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns AlreadyExist
         */
        static fromObject(object: { [k: string]: any }): kvrpcpb.AlreadyExist;

        /**
         * Creates a plain object from an AlreadyExist message. Also converts values to other types if specified.
         * @param message AlreadyExist
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: kvrpcpb.AlreadyExist, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this AlreadyExist to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace AlreadyExist {

        /** Properties of an AlreadyExist. */
        interface $Properties {

            /** AlreadyExist key */
            key?: (Uint8Array|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of an AlreadyExist. */
        type $Shape = kvrpcpb.AlreadyExist.$Properties;
    }

    /**
     * Properties of a Deadlock.
     * @deprecated Use kvrpcpb.Deadlock.$Properties instead.
     */
    interface IDeadlock extends kvrpcpb.Deadlock.$Properties {
    }

    /** Represents a Deadlock. */
    class Deadlock {

        /**
         * Constructs a new Deadlock.
         * @param [properties] Properties to set
         */
        constructor(properties?: kvrpcpb.Deadlock.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Deadlock lockTs. */
        lockTs: Long;

        /** Deadlock lockKey. */
        lockKey: Uint8Array;

        /** Deadlock deadlockKeyHash. */
        deadlockKeyHash: Long;

        /** Deadlock deadlockKey. */
        deadlockKey: Uint8Array;

        /**
         * Creates a new Deadlock instance using the specified properties.
         * @param [properties] Properties to set
         * @returns Deadlock instance
         */
        static create(properties: kvrpcpb.Deadlock.$Shape): kvrpcpb.Deadlock & kvrpcpb.Deadlock.$Shape;
        static create(properties?: kvrpcpb.Deadlock.$Properties): kvrpcpb.Deadlock;

        /**
         * Encodes the specified Deadlock message. Does not implicitly {@link kvrpcpb.Deadlock.verify|verify} messages.
         * @param message Deadlock message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: kvrpcpb.Deadlock.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Deadlock message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {kvrpcpb.Deadlock & kvrpcpb.Deadlock.$Shape} Deadlock
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): kvrpcpb.Deadlock & kvrpcpb.Deadlock.$Shape;

        /**
         * Creates a Deadlock message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns Deadlock
         */
        static fromObject(object: { [k: string]: any }): kvrpcpb.Deadlock;

        /**
         * Creates a plain object from a Deadlock message. Also converts values to other types if specified.
         * @param message Deadlock
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: kvrpcpb.Deadlock, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this Deadlock to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace Deadlock {

        /** Properties of a Deadlock. */
        interface $Properties {

            /** Deadlock lockTs */
            lockTs?: (Long|null);

            /** Deadlock lockKey */
            lockKey?: (Uint8Array|null);

            /** Deadlock deadlockKeyHash */
            deadlockKeyHash?: (Long|null);

            /** Deadlock deadlockKey */
            deadlockKey?: (Uint8Array|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a Deadlock. */
        type $Shape = kvrpcpb.Deadlock.$Properties;
    }

    /**
     * Properties of a CommitTsExpired.
     * @deprecated Use kvrpcpb.CommitTsExpired.$Properties instead.
     */
    interface ICommitTsExpired extends kvrpcpb.CommitTsExpired.$Properties {
    }

    /** Represents a CommitTsExpired. */
    class CommitTsExpired {

        /**
         * Constructs a new CommitTsExpired.
         * @param [properties] Properties to set
         */
        constructor(properties?: kvrpcpb.CommitTsExpired.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** CommitTsExpired startTs. */
        startTs: Long;

        /** CommitTsExpired attemptedCommitTs. */
        attemptedCommitTs: Long;

        /** CommitTsExpired key. */
        key: Uint8Array;

        /** CommitTsExpired minCommitTs. */
        minCommitTs: Long;

        /**
         * Creates a new CommitTsExpired instance using the specified properties.
         * @param [properties] Properties to set
         * @returns CommitTsExpired instance
         */
        static create(properties: kvrpcpb.CommitTsExpired.$Shape): kvrpcpb.CommitTsExpired & kvrpcpb.CommitTsExpired.$Shape;
        static create(properties?: kvrpcpb.CommitTsExpired.$Properties): kvrpcpb.CommitTsExpired;

        /**
         * Encodes the specified CommitTsExpired message. Does not implicitly {@link kvrpcpb.CommitTsExpired.verify|verify} messages.
         * @param message CommitTsExpired message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: kvrpcpb.CommitTsExpired.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a CommitTsExpired message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {kvrpcpb.CommitTsExpired & kvrpcpb.CommitTsExpired.$Shape} CommitTsExpired
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): kvrpcpb.CommitTsExpired & kvrpcpb.CommitTsExpired.$Shape;

        /**
         * Creates a CommitTsExpired message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns CommitTsExpired
         */
        static fromObject(object: { [k: string]: any }): kvrpcpb.CommitTsExpired;

        /**
         * Creates a plain object from a CommitTsExpired message. Also converts values to other types if specified.
         * @param message CommitTsExpired
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: kvrpcpb.CommitTsExpired, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this CommitTsExpired to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace CommitTsExpired {

        /** Properties of a CommitTsExpired. */
        interface $Properties {

            /** CommitTsExpired startTs */
            startTs?: (Long|null);

            /** CommitTsExpired attemptedCommitTs */
            attemptedCommitTs?: (Long|null);

            /** CommitTsExpired key */
            key?: (Uint8Array|null);

            /** CommitTsExpired minCommitTs */
            minCommitTs?: (Long|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a CommitTsExpired. */
        type $Shape = kvrpcpb.CommitTsExpired.$Properties;
    }

    /**
     * Properties of a TxnNotFound.
     * @deprecated Use kvrpcpb.TxnNotFound.$Properties instead.
     */
    interface ITxnNotFound extends kvrpcpb.TxnNotFound.$Properties {
    }

    /** Represents a TxnNotFound. */
    class TxnNotFound {

        /**
         * Constructs a new TxnNotFound.
         * @param [properties] Properties to set
         */
        constructor(properties?: kvrpcpb.TxnNotFound.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** TxnNotFound startTs. */
        startTs: Long;

        /** TxnNotFound primaryKey. */
        primaryKey: Uint8Array;

        /**
         * Creates a new TxnNotFound instance using the specified properties.
         * @param [properties] Properties to set
         * @returns TxnNotFound instance
         */
        static create(properties: kvrpcpb.TxnNotFound.$Shape): kvrpcpb.TxnNotFound & kvrpcpb.TxnNotFound.$Shape;
        static create(properties?: kvrpcpb.TxnNotFound.$Properties): kvrpcpb.TxnNotFound;

        /**
         * Encodes the specified TxnNotFound message. Does not implicitly {@link kvrpcpb.TxnNotFound.verify|verify} messages.
         * @param message TxnNotFound message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: kvrpcpb.TxnNotFound.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a TxnNotFound message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {kvrpcpb.TxnNotFound & kvrpcpb.TxnNotFound.$Shape} TxnNotFound
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): kvrpcpb.TxnNotFound & kvrpcpb.TxnNotFound.$Shape;

        /**
         * Creates a TxnNotFound message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns TxnNotFound
         */
        static fromObject(object: { [k: string]: any }): kvrpcpb.TxnNotFound;

        /**
         * Creates a plain object from a TxnNotFound message. Also converts values to other types if specified.
         * @param message TxnNotFound
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: kvrpcpb.TxnNotFound, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this TxnNotFound to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace TxnNotFound {

        /** Properties of a TxnNotFound. */
        interface $Properties {

            /** TxnNotFound startTs */
            startTs?: (Long|null);

            /** TxnNotFound primaryKey */
            primaryKey?: (Uint8Array|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a TxnNotFound. */
        type $Shape = kvrpcpb.TxnNotFound.$Properties;
    }

    /**
     * Properties of a CommitTsTooLarge.
     * @deprecated Use kvrpcpb.CommitTsTooLarge.$Properties instead.
     */
    interface ICommitTsTooLarge extends kvrpcpb.CommitTsTooLarge.$Properties {
    }

    /** Represents a CommitTsTooLarge. */
    class CommitTsTooLarge {

        /**
         * Constructs a new CommitTsTooLarge.
         * @param [properties] Properties to set
         */
        constructor(properties?: kvrpcpb.CommitTsTooLarge.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** CommitTsTooLarge commitTs. */
        commitTs: Long;

        /**
         * Creates a new CommitTsTooLarge instance using the specified properties.
         * @param [properties] Properties to set
         * @returns CommitTsTooLarge instance
         */
        static create(properties: kvrpcpb.CommitTsTooLarge.$Shape): kvrpcpb.CommitTsTooLarge & kvrpcpb.CommitTsTooLarge.$Shape;
        static create(properties?: kvrpcpb.CommitTsTooLarge.$Properties): kvrpcpb.CommitTsTooLarge;

        /**
         * Encodes the specified CommitTsTooLarge message. Does not implicitly {@link kvrpcpb.CommitTsTooLarge.verify|verify} messages.
         * @param message CommitTsTooLarge message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: kvrpcpb.CommitTsTooLarge.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a CommitTsTooLarge message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {kvrpcpb.CommitTsTooLarge & kvrpcpb.CommitTsTooLarge.$Shape} CommitTsTooLarge
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): kvrpcpb.CommitTsTooLarge & kvrpcpb.CommitTsTooLarge.$Shape;

        /**
         * Creates a CommitTsTooLarge message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns CommitTsTooLarge
         */
        static fromObject(object: { [k: string]: any }): kvrpcpb.CommitTsTooLarge;

        /**
         * Creates a plain object from a CommitTsTooLarge message. Also converts values to other types if specified.
         * @param message CommitTsTooLarge
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: kvrpcpb.CommitTsTooLarge, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this CommitTsTooLarge to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace CommitTsTooLarge {

        /** Properties of a CommitTsTooLarge. */
        interface $Properties {

            /** CommitTsTooLarge commitTs */
            commitTs?: (Long|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a CommitTsTooLarge. */
        type $Shape = kvrpcpb.CommitTsTooLarge.$Properties;
    }

    /**
     * Properties of an AssertionFailed.
     * @deprecated Use kvrpcpb.AssertionFailed.$Properties instead.
     */
    interface IAssertionFailed extends kvrpcpb.AssertionFailed.$Properties {
    }

    /** Represents an AssertionFailed. */
    class AssertionFailed {

        /**
         * Constructs a new AssertionFailed.
         * @param [properties] Properties to set
         */
        constructor(properties?: kvrpcpb.AssertionFailed.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** AssertionFailed startTs. */
        startTs: Long;

        /** AssertionFailed key. */
        key: Uint8Array;

        /** AssertionFailed assertion. */
        assertion: kvrpcpb.Assertion;

        /** AssertionFailed existingStartTs. */
        existingStartTs: Long;

        /** AssertionFailed existingCommitTs. */
        existingCommitTs: Long;

        /**
         * Creates a new AssertionFailed instance using the specified properties.
         * @param [properties] Properties to set
         * @returns AssertionFailed instance
         */
        static create(properties: kvrpcpb.AssertionFailed.$Shape): kvrpcpb.AssertionFailed & kvrpcpb.AssertionFailed.$Shape;
        static create(properties?: kvrpcpb.AssertionFailed.$Properties): kvrpcpb.AssertionFailed;

        /**
         * Encodes the specified AssertionFailed message. Does not implicitly {@link kvrpcpb.AssertionFailed.verify|verify} messages.
         * @param message AssertionFailed message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: kvrpcpb.AssertionFailed.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes an AssertionFailed message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {kvrpcpb.AssertionFailed & kvrpcpb.AssertionFailed.$Shape} AssertionFailed
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): kvrpcpb.AssertionFailed & kvrpcpb.AssertionFailed.$Shape;

        /**
         * Creates an AssertionFailed message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns AssertionFailed
         */
        static fromObject(object: { [k: string]: any }): kvrpcpb.AssertionFailed;

        /**
         * Creates a plain object from an AssertionFailed message. Also converts values to other types if specified.
         * @param message AssertionFailed
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: kvrpcpb.AssertionFailed, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this AssertionFailed to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace AssertionFailed {

        /** Properties of an AssertionFailed. */
        interface $Properties {

            /** AssertionFailed startTs */
            startTs?: (Long|null);

            /** AssertionFailed key */
            key?: (Uint8Array|null);

            /** AssertionFailed assertion */
            assertion?: (kvrpcpb.Assertion|null);

            /** AssertionFailed existingStartTs */
            existingStartTs?: (Long|null);

            /** AssertionFailed existingCommitTs */
            existingCommitTs?: (Long|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of an AssertionFailed. */
        type $Shape = kvrpcpb.AssertionFailed.$Properties;
    }

    /**
     * Properties of a PrimaryMismatch.
     * @deprecated Use kvrpcpb.PrimaryMismatch.$Properties instead.
     */
    interface IPrimaryMismatch extends kvrpcpb.PrimaryMismatch.$Properties {
    }

    /** Represents a PrimaryMismatch. */
    class PrimaryMismatch {

        /**
         * Constructs a new PrimaryMismatch.
         * @param [properties] Properties to set
         */
        constructor(properties?: kvrpcpb.PrimaryMismatch.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** PrimaryMismatch lockInfo. */
        lockInfo?: (kvrpcpb.LockInfo.$Properties|null);

        /**
         * Creates a new PrimaryMismatch instance using the specified properties.
         * @param [properties] Properties to set
         * @returns PrimaryMismatch instance
         */
        static create(properties: kvrpcpb.PrimaryMismatch.$Shape): kvrpcpb.PrimaryMismatch & kvrpcpb.PrimaryMismatch.$Shape;
        static create(properties?: kvrpcpb.PrimaryMismatch.$Properties): kvrpcpb.PrimaryMismatch;

        /**
         * Encodes the specified PrimaryMismatch message. Does not implicitly {@link kvrpcpb.PrimaryMismatch.verify|verify} messages.
         * @param message PrimaryMismatch message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: kvrpcpb.PrimaryMismatch.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a PrimaryMismatch message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {kvrpcpb.PrimaryMismatch & kvrpcpb.PrimaryMismatch.$Shape} PrimaryMismatch
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): kvrpcpb.PrimaryMismatch & kvrpcpb.PrimaryMismatch.$Shape;

        /**
         * Creates a PrimaryMismatch message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns PrimaryMismatch
         */
        static fromObject(object: { [k: string]: any }): kvrpcpb.PrimaryMismatch;

        /**
         * Creates a plain object from a PrimaryMismatch message. Also converts values to other types if specified.
         * @param message PrimaryMismatch
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: kvrpcpb.PrimaryMismatch, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this PrimaryMismatch to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace PrimaryMismatch {

        /** Properties of a PrimaryMismatch. */
        interface $Properties {

            /** PrimaryMismatch lockInfo */
            lockInfo?: (kvrpcpb.LockInfo.$Properties|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a PrimaryMismatch. */
        type $Shape = kvrpcpb.PrimaryMismatch.$Properties;
    }

    /**
     * Properties of a TxnLockNotFound.
     * @deprecated Use kvrpcpb.TxnLockNotFound.$Properties instead.
     */
    interface ITxnLockNotFound extends kvrpcpb.TxnLockNotFound.$Properties {
    }

    /** Represents a TxnLockNotFound. */
    class TxnLockNotFound {

        /**
         * Constructs a new TxnLockNotFound.
         * @param [properties] Properties to set
         */
        constructor(properties?: kvrpcpb.TxnLockNotFound.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** TxnLockNotFound key. */
        key: Uint8Array;

        /**
         * Creates a new TxnLockNotFound instance using the specified properties.
         * @param [properties] Properties to set
         * @returns TxnLockNotFound instance
         */
        static create(properties: kvrpcpb.TxnLockNotFound.$Shape): kvrpcpb.TxnLockNotFound & kvrpcpb.TxnLockNotFound.$Shape;
        static create(properties?: kvrpcpb.TxnLockNotFound.$Properties): kvrpcpb.TxnLockNotFound;

        /**
         * Encodes the specified TxnLockNotFound message. Does not implicitly {@link kvrpcpb.TxnLockNotFound.verify|verify} messages.
         * @param message TxnLockNotFound message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: kvrpcpb.TxnLockNotFound.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a TxnLockNotFound message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {kvrpcpb.TxnLockNotFound & kvrpcpb.TxnLockNotFound.$Shape} TxnLockNotFound
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): kvrpcpb.TxnLockNotFound & kvrpcpb.TxnLockNotFound.$Shape;

        /**
         * Creates a TxnLockNotFound message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns TxnLockNotFound
         */
        static fromObject(object: { [k: string]: any }): kvrpcpb.TxnLockNotFound;

        /**
         * Creates a plain object from a TxnLockNotFound message. Also converts values to other types if specified.
         * @param message TxnLockNotFound
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: kvrpcpb.TxnLockNotFound, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this TxnLockNotFound to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace TxnLockNotFound {

        /** Properties of a TxnLockNotFound. */
        interface $Properties {

            /** TxnLockNotFound key */
            key?: (Uint8Array|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a TxnLockNotFound. */
        type $Shape = kvrpcpb.TxnLockNotFound.$Properties;
    }

    /**
     * Properties of a SplitRegionRequest.
     * @deprecated Use kvrpcpb.SplitRegionRequest.$Properties instead.
     */
    interface ISplitRegionRequest extends kvrpcpb.SplitRegionRequest.$Properties {
    }

    /** Represents a SplitRegionRequest. */
    class SplitRegionRequest {

        /**
         * Constructs a new SplitRegionRequest.
         * @param [properties] Properties to set
         */
        constructor(properties?: kvrpcpb.SplitRegionRequest.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** SplitRegionRequest context. */
        context?: (kvrpcpb.Context.$Properties|null);

        /** SplitRegionRequest splitKey. */
        splitKey: Uint8Array;

        /** SplitRegionRequest splitKeys. */
        splitKeys: Uint8Array[];

        /** SplitRegionRequest isRawKv. */
        isRawKv: boolean;

        /**
         * Creates a new SplitRegionRequest instance using the specified properties.
         * @param [properties] Properties to set
         * @returns SplitRegionRequest instance
         */
        static create(properties: kvrpcpb.SplitRegionRequest.$Shape): kvrpcpb.SplitRegionRequest & kvrpcpb.SplitRegionRequest.$Shape;
        static create(properties?: kvrpcpb.SplitRegionRequest.$Properties): kvrpcpb.SplitRegionRequest;

        /**
         * Encodes the specified SplitRegionRequest message. Does not implicitly {@link kvrpcpb.SplitRegionRequest.verify|verify} messages.
         * @param message SplitRegionRequest message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: kvrpcpb.SplitRegionRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a SplitRegionRequest message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {kvrpcpb.SplitRegionRequest & kvrpcpb.SplitRegionRequest.$Shape} SplitRegionRequest
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): kvrpcpb.SplitRegionRequest & kvrpcpb.SplitRegionRequest.$Shape;

        /**
         * Creates a SplitRegionRequest message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns SplitRegionRequest
         */
        static fromObject(object: { [k: string]: any }): kvrpcpb.SplitRegionRequest;

        /**
         * Creates a plain object from a SplitRegionRequest message. Also converts values to other types if specified.
         * @param message SplitRegionRequest
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: kvrpcpb.SplitRegionRequest, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this SplitRegionRequest to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace SplitRegionRequest {

        /** Properties of a SplitRegionRequest. */
        interface $Properties {

            /** SplitRegionRequest context */
            context?: (kvrpcpb.Context.$Properties|null);

            /** SplitRegionRequest splitKey */
            splitKey?: (Uint8Array|null);

            /** SplitRegionRequest splitKeys */
            splitKeys?: (Uint8Array[]|null);

            /** SplitRegionRequest isRawKv */
            isRawKv?: (boolean|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a SplitRegionRequest. */
        type $Shape = {
          context?: kvrpcpb.Context.$Shape|null;
          splitKey?: Uint8Array|null;
          splitKeys?: Uint8Array[]|null;
          isRawKv?: boolean|null;
          $unknowns?: Uint8Array[];
        };
    }

    /**
     * Properties of a SplitRegionResponse.
     * @deprecated Use kvrpcpb.SplitRegionResponse.$Properties instead.
     */
    interface ISplitRegionResponse extends kvrpcpb.SplitRegionResponse.$Properties {
    }

    /** Represents a SplitRegionResponse. */
    class SplitRegionResponse {

        /**
         * Constructs a new SplitRegionResponse.
         * @param [properties] Properties to set
         */
        constructor(properties?: kvrpcpb.SplitRegionResponse.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** SplitRegionResponse regionError. */
        regionError?: (errorpb.Error.$Properties|null);

        /** SplitRegionResponse left. */
        left?: (metapb.Region.$Properties|null);

        /** SplitRegionResponse right. */
        right?: (metapb.Region.$Properties|null);

        /** SplitRegionResponse regions. */
        regions: metapb.Region.$Properties[];

        /** SplitRegionResponse errors. */
        errors: kvrpcpb.KeyError.$Properties[];

        /**
         * Creates a new SplitRegionResponse instance using the specified properties.
         * @param [properties] Properties to set
         * @returns SplitRegionResponse instance
         */
        static create(properties: kvrpcpb.SplitRegionResponse.$Shape): kvrpcpb.SplitRegionResponse & kvrpcpb.SplitRegionResponse.$Shape;
        static create(properties?: kvrpcpb.SplitRegionResponse.$Properties): kvrpcpb.SplitRegionResponse;

        /**
         * Encodes the specified SplitRegionResponse message. Does not implicitly {@link kvrpcpb.SplitRegionResponse.verify|verify} messages.
         * @param message SplitRegionResponse message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: kvrpcpb.SplitRegionResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a SplitRegionResponse message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {kvrpcpb.SplitRegionResponse & kvrpcpb.SplitRegionResponse.$Shape} SplitRegionResponse
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): kvrpcpb.SplitRegionResponse & kvrpcpb.SplitRegionResponse.$Shape;

        /**
         * Creates a SplitRegionResponse message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns SplitRegionResponse
         */
        static fromObject(object: { [k: string]: any }): kvrpcpb.SplitRegionResponse;

        /**
         * Creates a plain object from a SplitRegionResponse message. Also converts values to other types if specified.
         * @param message SplitRegionResponse
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: kvrpcpb.SplitRegionResponse, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this SplitRegionResponse to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace SplitRegionResponse {

        /** Properties of a SplitRegionResponse. */
        interface $Properties {

            /** SplitRegionResponse regionError */
            regionError?: (errorpb.Error.$Properties|null);

            /** SplitRegionResponse left */
            left?: (metapb.Region.$Properties|null);

            /** SplitRegionResponse right */
            right?: (metapb.Region.$Properties|null);

            /** SplitRegionResponse regions */
            regions?: (metapb.Region.$Properties[]|null);

            /** SplitRegionResponse errors */
            errors?: (kvrpcpb.KeyError.$Properties[]|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a SplitRegionResponse. */
        type $Shape = kvrpcpb.SplitRegionResponse.$Properties;
    }

    /**
     * Properties of a BufferBatchGetRequest.
     * @deprecated Use kvrpcpb.BufferBatchGetRequest.$Properties instead.
     */
    interface IBufferBatchGetRequest extends kvrpcpb.BufferBatchGetRequest.$Properties {
    }

    /** Represents a BufferBatchGetRequest. */
    class BufferBatchGetRequest {

        /**
         * Constructs a new BufferBatchGetRequest.
         * @param [properties] Properties to set
         */
        constructor(properties?: kvrpcpb.BufferBatchGetRequest.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** BufferBatchGetRequest context. */
        context?: (kvrpcpb.Context.$Properties|null);

        /** BufferBatchGetRequest keys. */
        keys: Uint8Array[];

        /** BufferBatchGetRequest version. */
        version: Long;

        /**
         * Creates a new BufferBatchGetRequest instance using the specified properties.
         * @param [properties] Properties to set
         * @returns BufferBatchGetRequest instance
         */
        static create(properties: kvrpcpb.BufferBatchGetRequest.$Shape): kvrpcpb.BufferBatchGetRequest & kvrpcpb.BufferBatchGetRequest.$Shape;
        static create(properties?: kvrpcpb.BufferBatchGetRequest.$Properties): kvrpcpb.BufferBatchGetRequest;

        /**
         * Encodes the specified BufferBatchGetRequest message. Does not implicitly {@link kvrpcpb.BufferBatchGetRequest.verify|verify} messages.
         * @param message BufferBatchGetRequest message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: kvrpcpb.BufferBatchGetRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a BufferBatchGetRequest message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {kvrpcpb.BufferBatchGetRequest & kvrpcpb.BufferBatchGetRequest.$Shape} BufferBatchGetRequest
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): kvrpcpb.BufferBatchGetRequest & kvrpcpb.BufferBatchGetRequest.$Shape;

        /**
         * Creates a BufferBatchGetRequest message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns BufferBatchGetRequest
         */
        static fromObject(object: { [k: string]: any }): kvrpcpb.BufferBatchGetRequest;

        /**
         * Creates a plain object from a BufferBatchGetRequest message. Also converts values to other types if specified.
         * @param message BufferBatchGetRequest
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: kvrpcpb.BufferBatchGetRequest, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this BufferBatchGetRequest to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace BufferBatchGetRequest {

        /** Properties of a BufferBatchGetRequest. */
        interface $Properties {

            /** BufferBatchGetRequest context */
            context?: (kvrpcpb.Context.$Properties|null);

            /** BufferBatchGetRequest keys */
            keys?: (Uint8Array[]|null);

            /** BufferBatchGetRequest version */
            version?: (Long|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a BufferBatchGetRequest. */
        type $Shape = {
          context?: kvrpcpb.Context.$Shape|null;
          keys?: Uint8Array[]|null;
          version?: Long|null;
          $unknowns?: Uint8Array[];
        };
    }

    /**
     * Properties of a BufferBatchGetResponse.
     * @deprecated Use kvrpcpb.BufferBatchGetResponse.$Properties instead.
     */
    interface IBufferBatchGetResponse extends kvrpcpb.BufferBatchGetResponse.$Properties {
    }

    /** Represents a BufferBatchGetResponse. */
    class BufferBatchGetResponse {

        /**
         * Constructs a new BufferBatchGetResponse.
         * @param [properties] Properties to set
         */
        constructor(properties?: kvrpcpb.BufferBatchGetResponse.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** BufferBatchGetResponse regionError. */
        regionError?: (errorpb.Error.$Properties|null);

        /** BufferBatchGetResponse error. */
        error?: (kvrpcpb.KeyError.$Properties|null);

        /** BufferBatchGetResponse pairs. */
        pairs: kvrpcpb.KvPair.$Properties[];

        /**
         * Creates a new BufferBatchGetResponse instance using the specified properties.
         * @param [properties] Properties to set
         * @returns BufferBatchGetResponse instance
         */
        static create(properties: kvrpcpb.BufferBatchGetResponse.$Shape): kvrpcpb.BufferBatchGetResponse & kvrpcpb.BufferBatchGetResponse.$Shape;
        static create(properties?: kvrpcpb.BufferBatchGetResponse.$Properties): kvrpcpb.BufferBatchGetResponse;

        /**
         * Encodes the specified BufferBatchGetResponse message. Does not implicitly {@link kvrpcpb.BufferBatchGetResponse.verify|verify} messages.
         * @param message BufferBatchGetResponse message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: kvrpcpb.BufferBatchGetResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a BufferBatchGetResponse message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {kvrpcpb.BufferBatchGetResponse & kvrpcpb.BufferBatchGetResponse.$Shape} BufferBatchGetResponse
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): kvrpcpb.BufferBatchGetResponse & kvrpcpb.BufferBatchGetResponse.$Shape;

        /**
         * Creates a BufferBatchGetResponse message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns BufferBatchGetResponse
         */
        static fromObject(object: { [k: string]: any }): kvrpcpb.BufferBatchGetResponse;

        /**
         * Creates a plain object from a BufferBatchGetResponse message. Also converts values to other types if specified.
         * @param message BufferBatchGetResponse
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: kvrpcpb.BufferBatchGetResponse, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this BufferBatchGetResponse to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace BufferBatchGetResponse {

        /** Properties of a BufferBatchGetResponse. */
        interface $Properties {

            /** BufferBatchGetResponse regionError */
            regionError?: (errorpb.Error.$Properties|null);

            /** BufferBatchGetResponse error */
            error?: (kvrpcpb.KeyError.$Properties|null);

            /** BufferBatchGetResponse pairs */
            pairs?: (kvrpcpb.KvPair.$Properties[]|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a BufferBatchGetResponse. */
        type $Shape = kvrpcpb.BufferBatchGetResponse.$Properties;
    }

    /**
     * Properties of a DeleteRangeRequest.
     * @deprecated Use kvrpcpb.DeleteRangeRequest.$Properties instead.
     */
    interface IDeleteRangeRequest extends kvrpcpb.DeleteRangeRequest.$Properties {
    }

    /** Represents a DeleteRangeRequest. */
    class DeleteRangeRequest {

        /**
         * Constructs a new DeleteRangeRequest.
         * @param [properties] Properties to set
         */
        constructor(properties?: kvrpcpb.DeleteRangeRequest.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** DeleteRangeRequest context. */
        context?: (kvrpcpb.Context.$Properties|null);

        /** DeleteRangeRequest startKey. */
        startKey: Uint8Array;

        /** DeleteRangeRequest endKey. */
        endKey: Uint8Array;

        /** DeleteRangeRequest notifyOnly. */
        notifyOnly: boolean;

        /**
         * Creates a new DeleteRangeRequest instance using the specified properties.
         * @param [properties] Properties to set
         * @returns DeleteRangeRequest instance
         */
        static create(properties: kvrpcpb.DeleteRangeRequest.$Shape): kvrpcpb.DeleteRangeRequest & kvrpcpb.DeleteRangeRequest.$Shape;
        static create(properties?: kvrpcpb.DeleteRangeRequest.$Properties): kvrpcpb.DeleteRangeRequest;

        /**
         * Encodes the specified DeleteRangeRequest message. Does not implicitly {@link kvrpcpb.DeleteRangeRequest.verify|verify} messages.
         * @param message DeleteRangeRequest message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: kvrpcpb.DeleteRangeRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a DeleteRangeRequest message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {kvrpcpb.DeleteRangeRequest & kvrpcpb.DeleteRangeRequest.$Shape} DeleteRangeRequest
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): kvrpcpb.DeleteRangeRequest & kvrpcpb.DeleteRangeRequest.$Shape;

        /**
         * Creates a DeleteRangeRequest message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns DeleteRangeRequest
         */
        static fromObject(object: { [k: string]: any }): kvrpcpb.DeleteRangeRequest;

        /**
         * Creates a plain object from a DeleteRangeRequest message. Also converts values to other types if specified.
         * @param message DeleteRangeRequest
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: kvrpcpb.DeleteRangeRequest, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this DeleteRangeRequest to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace DeleteRangeRequest {

        /** Properties of a DeleteRangeRequest. */
        interface $Properties {

            /** DeleteRangeRequest context */
            context?: (kvrpcpb.Context.$Properties|null);

            /** DeleteRangeRequest startKey */
            startKey?: (Uint8Array|null);

            /** DeleteRangeRequest endKey */
            endKey?: (Uint8Array|null);

            /** DeleteRangeRequest notifyOnly */
            notifyOnly?: (boolean|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a DeleteRangeRequest. */
        type $Shape = {
          context?: kvrpcpb.Context.$Shape|null;
          startKey?: Uint8Array|null;
          endKey?: Uint8Array|null;
          notifyOnly?: boolean|null;
          $unknowns?: Uint8Array[];
        };
    }

    /**
     * Properties of a DeleteRangeResponse.
     * @deprecated Use kvrpcpb.DeleteRangeResponse.$Properties instead.
     */
    interface IDeleteRangeResponse extends kvrpcpb.DeleteRangeResponse.$Properties {
    }

    /** Represents a DeleteRangeResponse. */
    class DeleteRangeResponse {

        /**
         * Constructs a new DeleteRangeResponse.
         * @param [properties] Properties to set
         */
        constructor(properties?: kvrpcpb.DeleteRangeResponse.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** DeleteRangeResponse regionError. */
        regionError?: (errorpb.Error.$Properties|null);

        /** DeleteRangeResponse error. */
        error: string;

        /**
         * Creates a new DeleteRangeResponse instance using the specified properties.
         * @param [properties] Properties to set
         * @returns DeleteRangeResponse instance
         */
        static create(properties: kvrpcpb.DeleteRangeResponse.$Shape): kvrpcpb.DeleteRangeResponse & kvrpcpb.DeleteRangeResponse.$Shape;
        static create(properties?: kvrpcpb.DeleteRangeResponse.$Properties): kvrpcpb.DeleteRangeResponse;

        /**
         * Encodes the specified DeleteRangeResponse message. Does not implicitly {@link kvrpcpb.DeleteRangeResponse.verify|verify} messages.
         * @param message DeleteRangeResponse message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: kvrpcpb.DeleteRangeResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a DeleteRangeResponse message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {kvrpcpb.DeleteRangeResponse & kvrpcpb.DeleteRangeResponse.$Shape} DeleteRangeResponse
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): kvrpcpb.DeleteRangeResponse & kvrpcpb.DeleteRangeResponse.$Shape;

        /**
         * Creates a DeleteRangeResponse message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns DeleteRangeResponse
         */
        static fromObject(object: { [k: string]: any }): kvrpcpb.DeleteRangeResponse;

        /**
         * Creates a plain object from a DeleteRangeResponse message. Also converts values to other types if specified.
         * @param message DeleteRangeResponse
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: kvrpcpb.DeleteRangeResponse, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this DeleteRangeResponse to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace DeleteRangeResponse {

        /** Properties of a DeleteRangeResponse. */
        interface $Properties {

            /** DeleteRangeResponse regionError */
            regionError?: (errorpb.Error.$Properties|null);

            /** DeleteRangeResponse error */
            error?: (string|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a DeleteRangeResponse. */
        type $Shape = kvrpcpb.DeleteRangeResponse.$Properties;
    }
}

/** Namespace etcdserverpb. */
export namespace etcdserverpb {

    /**
     * Properties of a ResponseHeader.
     * @deprecated Use etcdserverpb.ResponseHeader.$Properties instead.
     */
    interface IResponseHeader extends etcdserverpb.ResponseHeader.$Properties {
    }

    /** Represents a ResponseHeader. */
    class ResponseHeader {

        /**
         * Constructs a new ResponseHeader.
         * @param [properties] Properties to set
         */
        constructor(properties?: etcdserverpb.ResponseHeader.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** ResponseHeader clusterId. */
        clusterId: Long;

        /** ResponseHeader memberId. */
        memberId: Long;

        /** ResponseHeader revision. */
        revision: Long;

        /** ResponseHeader raftTerm. */
        raftTerm: Long;

        /**
         * Creates a new ResponseHeader instance using the specified properties.
         * @param [properties] Properties to set
         * @returns ResponseHeader instance
         */
        static create(properties: etcdserverpb.ResponseHeader.$Shape): etcdserverpb.ResponseHeader & etcdserverpb.ResponseHeader.$Shape;
        static create(properties?: etcdserverpb.ResponseHeader.$Properties): etcdserverpb.ResponseHeader;

        /**
         * Encodes the specified ResponseHeader message. Does not implicitly {@link etcdserverpb.ResponseHeader.verify|verify} messages.
         * @param message ResponseHeader message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: etcdserverpb.ResponseHeader.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a ResponseHeader message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {etcdserverpb.ResponseHeader & etcdserverpb.ResponseHeader.$Shape} ResponseHeader
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): etcdserverpb.ResponseHeader & etcdserverpb.ResponseHeader.$Shape;

        /**
         * Creates a ResponseHeader message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns ResponseHeader
         */
        static fromObject(object: { [k: string]: any }): etcdserverpb.ResponseHeader;

        /**
         * Creates a plain object from a ResponseHeader message. Also converts values to other types if specified.
         * @param message ResponseHeader
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: etcdserverpb.ResponseHeader, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this ResponseHeader to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace ResponseHeader {

        /** Properties of a ResponseHeader. */
        interface $Properties {

            /** ResponseHeader clusterId */
            clusterId?: (Long|null);

            /** ResponseHeader memberId */
            memberId?: (Long|null);

            /** ResponseHeader revision */
            revision?: (Long|null);

            /** ResponseHeader raftTerm */
            raftTerm?: (Long|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a ResponseHeader. */
        type $Shape = etcdserverpb.ResponseHeader.$Properties;
    }

    /**
     * Properties of a RangeRequest.
     * @deprecated Use etcdserverpb.RangeRequest.$Properties instead.
     */
    interface IRangeRequest extends etcdserverpb.RangeRequest.$Properties {
    }

    /** Represents a RangeRequest. */
    class RangeRequest {

        /**
         * Constructs a new RangeRequest.
         * @param [properties] Properties to set
         */
        constructor(properties?: etcdserverpb.RangeRequest.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** RangeRequest key. */
        key: Uint8Array;

        /** RangeRequest rangeEnd. */
        rangeEnd: Uint8Array;

        /**
         * Creates a new RangeRequest instance using the specified properties.
         * @param [properties] Properties to set
         * @returns RangeRequest instance
         */
        static create(properties: etcdserverpb.RangeRequest.$Shape): etcdserverpb.RangeRequest & etcdserverpb.RangeRequest.$Shape;
        static create(properties?: etcdserverpb.RangeRequest.$Properties): etcdserverpb.RangeRequest;

        /**
         * Encodes the specified RangeRequest message. Does not implicitly {@link etcdserverpb.RangeRequest.verify|verify} messages.
         * @param message RangeRequest message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: etcdserverpb.RangeRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a RangeRequest message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {etcdserverpb.RangeRequest & etcdserverpb.RangeRequest.$Shape} RangeRequest
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): etcdserverpb.RangeRequest & etcdserverpb.RangeRequest.$Shape;

        /**
         * Creates a RangeRequest message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns RangeRequest
         */
        static fromObject(object: { [k: string]: any }): etcdserverpb.RangeRequest;

        /**
         * Creates a plain object from a RangeRequest message. Also converts values to other types if specified.
         * @param message RangeRequest
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: etcdserverpb.RangeRequest, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this RangeRequest to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace RangeRequest {

        /** Properties of a RangeRequest. */
        interface $Properties {

            /** RangeRequest key */
            key?: (Uint8Array|null);

            /** RangeRequest rangeEnd */
            rangeEnd?: (Uint8Array|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a RangeRequest. */
        type $Shape = etcdserverpb.RangeRequest.$Properties;
    }

    /**
     * Properties of a RangeResponse.
     * @deprecated Use etcdserverpb.RangeResponse.$Properties instead.
     */
    interface IRangeResponse extends etcdserverpb.RangeResponse.$Properties {
    }

    /** Represents a RangeResponse. */
    class RangeResponse {

        /**
         * Constructs a new RangeResponse.
         * @param [properties] Properties to set
         */
        constructor(properties?: etcdserverpb.RangeResponse.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** RangeResponse header. */
        header?: (etcdserverpb.ResponseHeader.$Properties|null);

        /** RangeResponse kvs. */
        kvs: etcdserverpb.KeyValue.$Properties[];

        /** RangeResponse more. */
        more: boolean;

        /** RangeResponse count. */
        count: Long;

        /**
         * Creates a new RangeResponse instance using the specified properties.
         * @param [properties] Properties to set
         * @returns RangeResponse instance
         */
        static create(properties: etcdserverpb.RangeResponse.$Shape): etcdserverpb.RangeResponse & etcdserverpb.RangeResponse.$Shape;
        static create(properties?: etcdserverpb.RangeResponse.$Properties): etcdserverpb.RangeResponse;

        /**
         * Encodes the specified RangeResponse message. Does not implicitly {@link etcdserverpb.RangeResponse.verify|verify} messages.
         * @param message RangeResponse message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: etcdserverpb.RangeResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a RangeResponse message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {etcdserverpb.RangeResponse & etcdserverpb.RangeResponse.$Shape} RangeResponse
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): etcdserverpb.RangeResponse & etcdserverpb.RangeResponse.$Shape;

        /**
         * Creates a RangeResponse message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns RangeResponse
         */
        static fromObject(object: { [k: string]: any }): etcdserverpb.RangeResponse;

        /**
         * Creates a plain object from a RangeResponse message. Also converts values to other types if specified.
         * @param message RangeResponse
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: etcdserverpb.RangeResponse, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this RangeResponse to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace RangeResponse {

        /** Properties of a RangeResponse. */
        interface $Properties {

            /** RangeResponse header */
            header?: (etcdserverpb.ResponseHeader.$Properties|null);

            /** RangeResponse kvs */
            kvs?: (etcdserverpb.KeyValue.$Properties[]|null);

            /** RangeResponse more */
            more?: (boolean|null);

            /** RangeResponse count */
            count?: (Long|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a RangeResponse. */
        type $Shape = etcdserverpb.RangeResponse.$Properties;
    }

    /**
     * Properties of a KeyValue.
     * @deprecated Use etcdserverpb.KeyValue.$Properties instead.
     */
    interface IKeyValue extends etcdserverpb.KeyValue.$Properties {
    }

    /** Represents a KeyValue. */
    class KeyValue {

        /**
         * Constructs a new KeyValue.
         * @param [properties] Properties to set
         */
        constructor(properties?: etcdserverpb.KeyValue.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** KeyValue key. */
        key: Uint8Array;

        /** KeyValue createRevision. */
        createRevision: Long;

        /** KeyValue modRevision. */
        modRevision: Long;

        /** KeyValue version. */
        version: Long;

        /** KeyValue value. */
        value: Uint8Array;

        /**
         * Creates a new KeyValue instance using the specified properties.
         * @param [properties] Properties to set
         * @returns KeyValue instance
         */
        static create(properties: etcdserverpb.KeyValue.$Shape): etcdserverpb.KeyValue & etcdserverpb.KeyValue.$Shape;
        static create(properties?: etcdserverpb.KeyValue.$Properties): etcdserverpb.KeyValue;

        /**
         * Encodes the specified KeyValue message. Does not implicitly {@link etcdserverpb.KeyValue.verify|verify} messages.
         * @param message KeyValue message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: etcdserverpb.KeyValue.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a KeyValue message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {etcdserverpb.KeyValue & etcdserverpb.KeyValue.$Shape} KeyValue
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): etcdserverpb.KeyValue & etcdserverpb.KeyValue.$Shape;

        /**
         * Creates a KeyValue message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns KeyValue
         */
        static fromObject(object: { [k: string]: any }): etcdserverpb.KeyValue;

        /**
         * Creates a plain object from a KeyValue message. Also converts values to other types if specified.
         * @param message KeyValue
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: etcdserverpb.KeyValue, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this KeyValue to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace KeyValue {

        /** Properties of a KeyValue. */
        interface $Properties {

            /** KeyValue key */
            key?: (Uint8Array|null);

            /** KeyValue createRevision */
            createRevision?: (Long|null);

            /** KeyValue modRevision */
            modRevision?: (Long|null);

            /** KeyValue version */
            version?: (Long|null);

            /** KeyValue value */
            value?: (Uint8Array|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a KeyValue. */
        type $Shape = etcdserverpb.KeyValue.$Properties;
    }

    /**
     * Properties of a MemberListRequest.
     * @deprecated Use etcdserverpb.MemberListRequest.$Properties instead.
     */
    interface IMemberListRequest extends etcdserverpb.MemberListRequest.$Properties {
    }

    /** Represents a MemberListRequest. */
    class MemberListRequest {

        /**
         * Constructs a new MemberListRequest.
         * @param [properties] Properties to set
         */
        constructor(properties?: etcdserverpb.MemberListRequest.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /**
         * Creates a new MemberListRequest instance using the specified properties.
         * @param [properties] Properties to set
         * @returns MemberListRequest instance
         */
        static create(properties: etcdserverpb.MemberListRequest.$Shape): etcdserverpb.MemberListRequest & etcdserverpb.MemberListRequest.$Shape;
        static create(properties?: etcdserverpb.MemberListRequest.$Properties): etcdserverpb.MemberListRequest;

        /**
         * Encodes the specified MemberListRequest message. Does not implicitly {@link etcdserverpb.MemberListRequest.verify|verify} messages.
         * @param message MemberListRequest message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: etcdserverpb.MemberListRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a MemberListRequest message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {etcdserverpb.MemberListRequest & etcdserverpb.MemberListRequest.$Shape} MemberListRequest
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): etcdserverpb.MemberListRequest & etcdserverpb.MemberListRequest.$Shape;

        /**
         * Creates a MemberListRequest message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns MemberListRequest
         */
        static fromObject(object: { [k: string]: any }): etcdserverpb.MemberListRequest;

        /**
         * Creates a plain object from a MemberListRequest message. Also converts values to other types if specified.
         * @param message MemberListRequest
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: etcdserverpb.MemberListRequest, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this MemberListRequest to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace MemberListRequest {

        /** Properties of a MemberListRequest. */
        interface $Properties {

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a MemberListRequest. */
        type $Shape = etcdserverpb.MemberListRequest.$Properties;
    }

    /**
     * Properties of a MemberListResponse.
     * @deprecated Use etcdserverpb.MemberListResponse.$Properties instead.
     */
    interface IMemberListResponse extends etcdserverpb.MemberListResponse.$Properties {
    }

    /** Represents a MemberListResponse. */
    class MemberListResponse {

        /**
         * Constructs a new MemberListResponse.
         * @param [properties] Properties to set
         */
        constructor(properties?: etcdserverpb.MemberListResponse.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** MemberListResponse header. */
        header?: (etcdserverpb.ResponseHeader.$Properties|null);

        /** MemberListResponse members. */
        members: etcdserverpb.Member.$Properties[];

        /**
         * Creates a new MemberListResponse instance using the specified properties.
         * @param [properties] Properties to set
         * @returns MemberListResponse instance
         */
        static create(properties: etcdserverpb.MemberListResponse.$Shape): etcdserverpb.MemberListResponse & etcdserverpb.MemberListResponse.$Shape;
        static create(properties?: etcdserverpb.MemberListResponse.$Properties): etcdserverpb.MemberListResponse;

        /**
         * Encodes the specified MemberListResponse message. Does not implicitly {@link etcdserverpb.MemberListResponse.verify|verify} messages.
         * @param message MemberListResponse message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: etcdserverpb.MemberListResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a MemberListResponse message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {etcdserverpb.MemberListResponse & etcdserverpb.MemberListResponse.$Shape} MemberListResponse
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): etcdserverpb.MemberListResponse & etcdserverpb.MemberListResponse.$Shape;

        /**
         * Creates a MemberListResponse message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns MemberListResponse
         */
        static fromObject(object: { [k: string]: any }): etcdserverpb.MemberListResponse;

        /**
         * Creates a plain object from a MemberListResponse message. Also converts values to other types if specified.
         * @param message MemberListResponse
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: etcdserverpb.MemberListResponse, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this MemberListResponse to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace MemberListResponse {

        /** Properties of a MemberListResponse. */
        interface $Properties {

            /** MemberListResponse header */
            header?: (etcdserverpb.ResponseHeader.$Properties|null);

            /** MemberListResponse members */
            members?: (etcdserverpb.Member.$Properties[]|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a MemberListResponse. */
        type $Shape = etcdserverpb.MemberListResponse.$Properties;
    }

    /**
     * Properties of a Member.
     * @deprecated Use etcdserverpb.Member.$Properties instead.
     */
    interface IMember extends etcdserverpb.Member.$Properties {
    }

    /** Represents a Member. */
    class Member {

        /**
         * Constructs a new Member.
         * @param [properties] Properties to set
         */
        constructor(properties?: etcdserverpb.Member.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Member ID. */
        ID: Long;

        /** Member name. */
        name: string;

        /** Member peerURLs. */
        peerURLs: string[];

        /** Member clientURLs. */
        clientURLs: string[];

        /**
         * Creates a new Member instance using the specified properties.
         * @param [properties] Properties to set
         * @returns Member instance
         */
        static create(properties: etcdserverpb.Member.$Shape): etcdserverpb.Member & etcdserverpb.Member.$Shape;
        static create(properties?: etcdserverpb.Member.$Properties): etcdserverpb.Member;

        /**
         * Encodes the specified Member message. Does not implicitly {@link etcdserverpb.Member.verify|verify} messages.
         * @param message Member message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: etcdserverpb.Member.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Member message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {etcdserverpb.Member & etcdserverpb.Member.$Shape} Member
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): etcdserverpb.Member & etcdserverpb.Member.$Shape;

        /**
         * Creates a Member message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns Member
         */
        static fromObject(object: { [k: string]: any }): etcdserverpb.Member;

        /**
         * Creates a plain object from a Member message. Also converts values to other types if specified.
         * @param message Member
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: etcdserverpb.Member, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this Member to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace Member {

        /** Properties of a Member. */
        interface $Properties {

            /** Member ID */
            ID?: (Long|null);

            /** Member name */
            name?: (string|null);

            /** Member peerURLs */
            peerURLs?: (string[]|null);

            /** Member clientURLs */
            clientURLs?: (string[]|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a Member. */
        type $Shape = etcdserverpb.Member.$Properties;
    }
}

/** Namespace pdpb. */
export namespace pdpb {

    /**
     * Properties of a RequestHeader.
     * @deprecated Use pdpb.RequestHeader.$Properties instead.
     */
    interface IRequestHeader extends pdpb.RequestHeader.$Properties {
    }

    /** Represents a RequestHeader. */
    class RequestHeader {

        /**
         * Constructs a new RequestHeader.
         * @param [properties] Properties to set
         */
        constructor(properties?: pdpb.RequestHeader.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** RequestHeader clusterId. */
        clusterId: Long;

        /** RequestHeader senderId. */
        senderId: Long;

        /** RequestHeader callerId. */
        callerId: string;

        /** RequestHeader callerComponent. */
        callerComponent: string;

        /**
         * Creates a new RequestHeader instance using the specified properties.
         * @param [properties] Properties to set
         * @returns RequestHeader instance
         */
        static create(properties: pdpb.RequestHeader.$Shape): pdpb.RequestHeader & pdpb.RequestHeader.$Shape;
        static create(properties?: pdpb.RequestHeader.$Properties): pdpb.RequestHeader;

        /**
         * Encodes the specified RequestHeader message. Does not implicitly {@link pdpb.RequestHeader.verify|verify} messages.
         * @param message RequestHeader message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: pdpb.RequestHeader.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a RequestHeader message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {pdpb.RequestHeader & pdpb.RequestHeader.$Shape} RequestHeader
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): pdpb.RequestHeader & pdpb.RequestHeader.$Shape;

        /**
         * Creates a RequestHeader message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns RequestHeader
         */
        static fromObject(object: { [k: string]: any }): pdpb.RequestHeader;

        /**
         * Creates a plain object from a RequestHeader message. Also converts values to other types if specified.
         * @param message RequestHeader
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: pdpb.RequestHeader, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this RequestHeader to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace RequestHeader {

        /** Properties of a RequestHeader. */
        interface $Properties {

            /** RequestHeader clusterId */
            clusterId?: (Long|null);

            /** RequestHeader senderId */
            senderId?: (Long|null);

            /** RequestHeader callerId */
            callerId?: (string|null);

            /** RequestHeader callerComponent */
            callerComponent?: (string|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a RequestHeader. */
        type $Shape = pdpb.RequestHeader.$Properties;
    }

    /**
     * Properties of a ResponseHeader.
     * @deprecated Use pdpb.ResponseHeader.$Properties instead.
     */
    interface IResponseHeader extends pdpb.ResponseHeader.$Properties {
    }

    /** Represents a ResponseHeader. */
    class ResponseHeader {

        /**
         * Constructs a new ResponseHeader.
         * @param [properties] Properties to set
         */
        constructor(properties?: pdpb.ResponseHeader.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** ResponseHeader clusterId. */
        clusterId: Long;

        /** ResponseHeader error. */
        error?: (pdpb.Error.$Properties|null);

        /**
         * Creates a new ResponseHeader instance using the specified properties.
         * @param [properties] Properties to set
         * @returns ResponseHeader instance
         */
        static create(properties: pdpb.ResponseHeader.$Shape): pdpb.ResponseHeader & pdpb.ResponseHeader.$Shape;
        static create(properties?: pdpb.ResponseHeader.$Properties): pdpb.ResponseHeader;

        /**
         * Encodes the specified ResponseHeader message. Does not implicitly {@link pdpb.ResponseHeader.verify|verify} messages.
         * @param message ResponseHeader message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: pdpb.ResponseHeader.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a ResponseHeader message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {pdpb.ResponseHeader & pdpb.ResponseHeader.$Shape} ResponseHeader
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): pdpb.ResponseHeader & pdpb.ResponseHeader.$Shape;

        /**
         * Creates a ResponseHeader message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns ResponseHeader
         */
        static fromObject(object: { [k: string]: any }): pdpb.ResponseHeader;

        /**
         * Creates a plain object from a ResponseHeader message. Also converts values to other types if specified.
         * @param message ResponseHeader
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: pdpb.ResponseHeader, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this ResponseHeader to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace ResponseHeader {

        /** Properties of a ResponseHeader. */
        interface $Properties {

            /** ResponseHeader clusterId */
            clusterId?: (Long|null);

            /** ResponseHeader error */
            error?: (pdpb.Error.$Properties|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a ResponseHeader. */
        type $Shape = pdpb.ResponseHeader.$Properties;
    }

    /**
     * Properties of an Error.
     * @deprecated Use pdpb.Error.$Properties instead.
     */
    interface IError extends pdpb.Error.$Properties {
    }

    /** Represents an Error. */
    class Error {

        /**
         * Constructs a new Error.
         * @param [properties] Properties to set
         */
        constructor(properties?: pdpb.Error.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Error type. */
        type: pdpb.ErrorType;

        /** Error message. */
        message: string;

        /**
         * Creates a new Error instance using the specified properties.
         * @param [properties] Properties to set
         * @returns Error instance
         */
        static create(properties: pdpb.Error.$Shape): pdpb.Error & pdpb.Error.$Shape;
        static create(properties?: pdpb.Error.$Properties): pdpb.Error;

        /**
         * Encodes the specified Error message. Does not implicitly {@link pdpb.Error.verify|verify} messages.
         * @param message Error message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: pdpb.Error.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes an Error message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {pdpb.Error & pdpb.Error.$Shape} Error
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): pdpb.Error & pdpb.Error.$Shape;

        /**
         * Creates an Error message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns Error
         */
        static fromObject(object: { [k: string]: any }): pdpb.Error;

        /**
         * Creates a plain object from an Error message. Also converts values to other types if specified.
         * @param message Error
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: pdpb.Error, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this Error to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace Error {

        /** Properties of an Error. */
        interface $Properties {

            /** Error type */
            type?: (pdpb.ErrorType|null);

            /** Error message */
            message?: (string|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of an Error. */
        type $Shape = pdpb.Error.$Properties;
    }

    /** ErrorType enum. */
    enum ErrorType {

        /** OK value */
        OK = 0,

        /** UNKNOWN value */
        UNKNOWN = 1,

        /** NOT_BOOTSTRAPPED value */
        NOT_BOOTSTRAPPED = 2,

        /** STORE_TOMBSTONE value */
        STORE_TOMBSTONE = 3,

        /** ALREADY_BOOTSTRAPPED value */
        ALREADY_BOOTSTRAPPED = 4,

        /** INCOMPATIBLE_VERSION value */
        INCOMPATIBLE_VERSION = 5,

        /** REGION_NOT_FOUND value */
        REGION_NOT_FOUND = 6,

        /** GLOBAL_CONFIG_NOT_FOUND value */
        GLOBAL_CONFIG_NOT_FOUND = 7,

        /** DUPLICATED_ENTRY value */
        DUPLICATED_ENTRY = 8,

        /** ENTRY_NOT_FOUND value */
        ENTRY_NOT_FOUND = 9,

        /** INVALID_VALUE value */
        INVALID_VALUE = 10,

        /** DATA_COMPACTED value */
        DATA_COMPACTED = 11,

        /** REGIONS_NOT_CONTAIN_ALL_KEY_RANGE value */
        REGIONS_NOT_CONTAIN_ALL_KEY_RANGE = 12
    }

    /**
     * Properties of a GetMembersRequest.
     * @deprecated Use pdpb.GetMembersRequest.$Properties instead.
     */
    interface IGetMembersRequest extends pdpb.GetMembersRequest.$Properties {
    }

    /** Represents a GetMembersRequest. */
    class GetMembersRequest {

        /**
         * Constructs a new GetMembersRequest.
         * @param [properties] Properties to set
         */
        constructor(properties?: pdpb.GetMembersRequest.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** GetMembersRequest header. */
        header?: (pdpb.RequestHeader.$Properties|null);

        /**
         * Creates a new GetMembersRequest instance using the specified properties.
         * @param [properties] Properties to set
         * @returns GetMembersRequest instance
         */
        static create(properties: pdpb.GetMembersRequest.$Shape): pdpb.GetMembersRequest & pdpb.GetMembersRequest.$Shape;
        static create(properties?: pdpb.GetMembersRequest.$Properties): pdpb.GetMembersRequest;

        /**
         * Encodes the specified GetMembersRequest message. Does not implicitly {@link pdpb.GetMembersRequest.verify|verify} messages.
         * @param message GetMembersRequest message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: pdpb.GetMembersRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a GetMembersRequest message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {pdpb.GetMembersRequest & pdpb.GetMembersRequest.$Shape} GetMembersRequest
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): pdpb.GetMembersRequest & pdpb.GetMembersRequest.$Shape;

        /**
         * Creates a GetMembersRequest message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns GetMembersRequest
         */
        static fromObject(object: { [k: string]: any }): pdpb.GetMembersRequest;

        /**
         * Creates a plain object from a GetMembersRequest message. Also converts values to other types if specified.
         * @param message GetMembersRequest
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: pdpb.GetMembersRequest, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this GetMembersRequest to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace GetMembersRequest {

        /** Properties of a GetMembersRequest. */
        interface $Properties {

            /** GetMembersRequest header */
            header?: (pdpb.RequestHeader.$Properties|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a GetMembersRequest. */
        type $Shape = pdpb.GetMembersRequest.$Properties;
    }

    /**
     * Properties of a GetMembersResponse.
     * @deprecated Use pdpb.GetMembersResponse.$Properties instead.
     */
    interface IGetMembersResponse extends pdpb.GetMembersResponse.$Properties {
    }

    /** Represents a GetMembersResponse. */
    class GetMembersResponse {

        /**
         * Constructs a new GetMembersResponse.
         * @param [properties] Properties to set
         */
        constructor(properties?: pdpb.GetMembersResponse.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** GetMembersResponse header. */
        header?: (pdpb.ResponseHeader.$Properties|null);

        /** GetMembersResponse members. */
        members: pdpb.Member.$Properties[];

        /** GetMembersResponse leader. */
        leader?: (pdpb.Member.$Properties|null);

        /** GetMembersResponse etcdLeader. */
        etcdLeader?: (pdpb.Member.$Properties|null);

        /** GetMembersResponse tsoAllocatorLeaders. */
        tsoAllocatorLeaders: { [k: string]: pdpb.Member.$Properties };

        /**
         * Creates a new GetMembersResponse instance using the specified properties.
         * @param [properties] Properties to set
         * @returns GetMembersResponse instance
         */
        static create(properties: pdpb.GetMembersResponse.$Shape): pdpb.GetMembersResponse & pdpb.GetMembersResponse.$Shape;
        static create(properties?: pdpb.GetMembersResponse.$Properties): pdpb.GetMembersResponse;

        /**
         * Encodes the specified GetMembersResponse message. Does not implicitly {@link pdpb.GetMembersResponse.verify|verify} messages.
         * @param message GetMembersResponse message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: pdpb.GetMembersResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a GetMembersResponse message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {pdpb.GetMembersResponse & pdpb.GetMembersResponse.$Shape} GetMembersResponse
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): pdpb.GetMembersResponse & pdpb.GetMembersResponse.$Shape;

        /**
         * Creates a GetMembersResponse message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns GetMembersResponse
         */
        static fromObject(object: { [k: string]: any }): pdpb.GetMembersResponse;

        /**
         * Creates a plain object from a GetMembersResponse message. Also converts values to other types if specified.
         * @param message GetMembersResponse
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: pdpb.GetMembersResponse, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this GetMembersResponse to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace GetMembersResponse {

        /** Properties of a GetMembersResponse. */
        interface $Properties {

            /** GetMembersResponse header */
            header?: (pdpb.ResponseHeader.$Properties|null);

            /** GetMembersResponse members */
            members?: (pdpb.Member.$Properties[]|null);

            /** GetMembersResponse leader */
            leader?: (pdpb.Member.$Properties|null);

            /** GetMembersResponse etcdLeader */
            etcdLeader?: (pdpb.Member.$Properties|null);

            /** GetMembersResponse tsoAllocatorLeaders */
            tsoAllocatorLeaders?: ({ [k: string]: pdpb.Member.$Properties }|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a GetMembersResponse. */
        type $Shape = pdpb.GetMembersResponse.$Properties;
    }

    /**
     * Properties of a Member.
     * @deprecated Use pdpb.Member.$Properties instead.
     */
    interface IMember extends pdpb.Member.$Properties {
    }

    /** Represents a Member. */
    class Member {

        /**
         * Constructs a new Member.
         * @param [properties] Properties to set
         */
        constructor(properties?: pdpb.Member.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Member name. */
        name: string;

        /** Member memberId. */
        memberId: Long;

        /** Member peerUrls. */
        peerUrls: string[];

        /** Member clientUrls. */
        clientUrls: string[];

        /** Member leaderPriority. */
        leaderPriority: number;

        /** Member deployPath. */
        deployPath: string;

        /** Member binaryVersion. */
        binaryVersion: string;

        /** Member gitHash. */
        gitHash: string;

        /** Member dcLocation. */
        dcLocation: string;

        /**
         * Creates a new Member instance using the specified properties.
         * @param [properties] Properties to set
         * @returns Member instance
         */
        static create(properties: pdpb.Member.$Shape): pdpb.Member & pdpb.Member.$Shape;
        static create(properties?: pdpb.Member.$Properties): pdpb.Member;

        /**
         * Encodes the specified Member message. Does not implicitly {@link pdpb.Member.verify|verify} messages.
         * @param message Member message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: pdpb.Member.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Member message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {pdpb.Member & pdpb.Member.$Shape} Member
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): pdpb.Member & pdpb.Member.$Shape;

        /**
         * Creates a Member message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns Member
         */
        static fromObject(object: { [k: string]: any }): pdpb.Member;

        /**
         * Creates a plain object from a Member message. Also converts values to other types if specified.
         * @param message Member
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: pdpb.Member, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this Member to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace Member {

        /** Properties of a Member. */
        interface $Properties {

            /** Member name */
            name?: (string|null);

            /** Member memberId */
            memberId?: (Long|null);

            /** Member peerUrls */
            peerUrls?: (string[]|null);

            /** Member clientUrls */
            clientUrls?: (string[]|null);

            /** Member leaderPriority */
            leaderPriority?: (number|null);

            /** Member deployPath */
            deployPath?: (string|null);

            /** Member binaryVersion */
            binaryVersion?: (string|null);

            /** Member gitHash */
            gitHash?: (string|null);

            /** Member dcLocation */
            dcLocation?: (string|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a Member. */
        type $Shape = pdpb.Member.$Properties;
    }

    /**
     * Properties of a GetClusterInfoRequest.
     * @deprecated Use pdpb.GetClusterInfoRequest.$Properties instead.
     */
    interface IGetClusterInfoRequest extends pdpb.GetClusterInfoRequest.$Properties {
    }

    /** Represents a GetClusterInfoRequest. */
    class GetClusterInfoRequest {

        /**
         * Constructs a new GetClusterInfoRequest.
         * @param [properties] Properties to set
         */
        constructor(properties?: pdpb.GetClusterInfoRequest.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** GetClusterInfoRequest header. */
        header?: (pdpb.ResponseHeader.$Properties|null);

        /**
         * Creates a new GetClusterInfoRequest instance using the specified properties.
         * @param [properties] Properties to set
         * @returns GetClusterInfoRequest instance
         */
        static create(properties: pdpb.GetClusterInfoRequest.$Shape): pdpb.GetClusterInfoRequest & pdpb.GetClusterInfoRequest.$Shape;
        static create(properties?: pdpb.GetClusterInfoRequest.$Properties): pdpb.GetClusterInfoRequest;

        /**
         * Encodes the specified GetClusterInfoRequest message. Does not implicitly {@link pdpb.GetClusterInfoRequest.verify|verify} messages.
         * @param message GetClusterInfoRequest message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: pdpb.GetClusterInfoRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a GetClusterInfoRequest message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {pdpb.GetClusterInfoRequest & pdpb.GetClusterInfoRequest.$Shape} GetClusterInfoRequest
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): pdpb.GetClusterInfoRequest & pdpb.GetClusterInfoRequest.$Shape;

        /**
         * Creates a GetClusterInfoRequest message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns GetClusterInfoRequest
         */
        static fromObject(object: { [k: string]: any }): pdpb.GetClusterInfoRequest;

        /**
         * Creates a plain object from a GetClusterInfoRequest message. Also converts values to other types if specified.
         * @param message GetClusterInfoRequest
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: pdpb.GetClusterInfoRequest, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this GetClusterInfoRequest to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace GetClusterInfoRequest {

        /** Properties of a GetClusterInfoRequest. */
        interface $Properties {

            /** GetClusterInfoRequest header */
            header?: (pdpb.ResponseHeader.$Properties|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a GetClusterInfoRequest. */
        type $Shape = pdpb.GetClusterInfoRequest.$Properties;
    }

    /**
     * Properties of a GetClusterInfoResponse.
     * @deprecated Use pdpb.GetClusterInfoResponse.$Properties instead.
     */
    interface IGetClusterInfoResponse extends pdpb.GetClusterInfoResponse.$Properties {
    }

    /** Represents a GetClusterInfoResponse. */
    class GetClusterInfoResponse {

        /**
         * Constructs a new GetClusterInfoResponse.
         * @param [properties] Properties to set
         */
        constructor(properties?: pdpb.GetClusterInfoResponse.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** GetClusterInfoResponse header. */
        header?: (pdpb.ResponseHeader.$Properties|null);

        /** GetClusterInfoResponse serviceModes. */
        serviceModes: pdpb.ServiceMode[];

        /** GetClusterInfoResponse tsoUrls. */
        tsoUrls: string[];

        /**
         * Creates a new GetClusterInfoResponse instance using the specified properties.
         * @param [properties] Properties to set
         * @returns GetClusterInfoResponse instance
         */
        static create(properties: pdpb.GetClusterInfoResponse.$Shape): pdpb.GetClusterInfoResponse & pdpb.GetClusterInfoResponse.$Shape;
        static create(properties?: pdpb.GetClusterInfoResponse.$Properties): pdpb.GetClusterInfoResponse;

        /**
         * Encodes the specified GetClusterInfoResponse message. Does not implicitly {@link pdpb.GetClusterInfoResponse.verify|verify} messages.
         * @param message GetClusterInfoResponse message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: pdpb.GetClusterInfoResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a GetClusterInfoResponse message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {pdpb.GetClusterInfoResponse & pdpb.GetClusterInfoResponse.$Shape} GetClusterInfoResponse
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): pdpb.GetClusterInfoResponse & pdpb.GetClusterInfoResponse.$Shape;

        /**
         * Creates a GetClusterInfoResponse message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns GetClusterInfoResponse
         */
        static fromObject(object: { [k: string]: any }): pdpb.GetClusterInfoResponse;

        /**
         * Creates a plain object from a GetClusterInfoResponse message. Also converts values to other types if specified.
         * @param message GetClusterInfoResponse
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: pdpb.GetClusterInfoResponse, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this GetClusterInfoResponse to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace GetClusterInfoResponse {

        /** Properties of a GetClusterInfoResponse. */
        interface $Properties {

            /** GetClusterInfoResponse header */
            header?: (pdpb.ResponseHeader.$Properties|null);

            /** GetClusterInfoResponse serviceModes */
            serviceModes?: (pdpb.ServiceMode[]|null);

            /** GetClusterInfoResponse tsoUrls */
            tsoUrls?: (string[]|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a GetClusterInfoResponse. */
        type $Shape = pdpb.GetClusterInfoResponse.$Properties;
    }

    /** ServiceMode enum. */
    enum ServiceMode {

        /** UNKNOWN_SVC_MODE value */
        UNKNOWN_SVC_MODE = 0,

        /** PD_SVC_MODE value */
        PD_SVC_MODE = 1,

        /** API_SVC_MODE value */
        API_SVC_MODE = 2
    }

    /**
     * Properties of a TsoRequest.
     * @deprecated Use pdpb.TsoRequest.$Properties instead.
     */
    interface ITsoRequest extends pdpb.TsoRequest.$Properties {
    }

    /** Represents a TsoRequest. */
    class TsoRequest {

        /**
         * Constructs a new TsoRequest.
         * @param [properties] Properties to set
         */
        constructor(properties?: pdpb.TsoRequest.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** TsoRequest header. */
        header?: (pdpb.RequestHeader.$Properties|null);

        /** TsoRequest count. */
        count: number;

        /** TsoRequest dcLocation. */
        dcLocation: string;

        /**
         * Creates a new TsoRequest instance using the specified properties.
         * @param [properties] Properties to set
         * @returns TsoRequest instance
         */
        static create(properties: pdpb.TsoRequest.$Shape): pdpb.TsoRequest & pdpb.TsoRequest.$Shape;
        static create(properties?: pdpb.TsoRequest.$Properties): pdpb.TsoRequest;

        /**
         * Encodes the specified TsoRequest message. Does not implicitly {@link pdpb.TsoRequest.verify|verify} messages.
         * @param message TsoRequest message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: pdpb.TsoRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a TsoRequest message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {pdpb.TsoRequest & pdpb.TsoRequest.$Shape} TsoRequest
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): pdpb.TsoRequest & pdpb.TsoRequest.$Shape;

        /**
         * Creates a TsoRequest message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns TsoRequest
         */
        static fromObject(object: { [k: string]: any }): pdpb.TsoRequest;

        /**
         * Creates a plain object from a TsoRequest message. Also converts values to other types if specified.
         * @param message TsoRequest
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: pdpb.TsoRequest, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this TsoRequest to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace TsoRequest {

        /** Properties of a TsoRequest. */
        interface $Properties {

            /** TsoRequest header */
            header?: (pdpb.RequestHeader.$Properties|null);

            /** TsoRequest count */
            count?: (number|null);

            /** TsoRequest dcLocation */
            dcLocation?: (string|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a TsoRequest. */
        type $Shape = pdpb.TsoRequest.$Properties;
    }

    /**
     * Properties of a TsoResponse.
     * @deprecated Use pdpb.TsoResponse.$Properties instead.
     */
    interface ITsoResponse extends pdpb.TsoResponse.$Properties {
    }

    /** Represents a TsoResponse. */
    class TsoResponse {

        /**
         * Constructs a new TsoResponse.
         * @param [properties] Properties to set
         */
        constructor(properties?: pdpb.TsoResponse.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** TsoResponse header. */
        header?: (pdpb.ResponseHeader.$Properties|null);

        /** TsoResponse count. */
        count: number;

        /** TsoResponse timestamp. */
        timestamp?: (pdpb.Timestamp.$Properties|null);

        /**
         * Creates a new TsoResponse instance using the specified properties.
         * @param [properties] Properties to set
         * @returns TsoResponse instance
         */
        static create(properties: pdpb.TsoResponse.$Shape): pdpb.TsoResponse & pdpb.TsoResponse.$Shape;
        static create(properties?: pdpb.TsoResponse.$Properties): pdpb.TsoResponse;

        /**
         * Encodes the specified TsoResponse message. Does not implicitly {@link pdpb.TsoResponse.verify|verify} messages.
         * @param message TsoResponse message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: pdpb.TsoResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a TsoResponse message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {pdpb.TsoResponse & pdpb.TsoResponse.$Shape} TsoResponse
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): pdpb.TsoResponse & pdpb.TsoResponse.$Shape;

        /**
         * Creates a TsoResponse message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns TsoResponse
         */
        static fromObject(object: { [k: string]: any }): pdpb.TsoResponse;

        /**
         * Creates a plain object from a TsoResponse message. Also converts values to other types if specified.
         * @param message TsoResponse
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: pdpb.TsoResponse, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this TsoResponse to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace TsoResponse {

        /** Properties of a TsoResponse. */
        interface $Properties {

            /** TsoResponse header */
            header?: (pdpb.ResponseHeader.$Properties|null);

            /** TsoResponse count */
            count?: (number|null);

            /** TsoResponse timestamp */
            timestamp?: (pdpb.Timestamp.$Properties|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a TsoResponse. */
        type $Shape = pdpb.TsoResponse.$Properties;
    }

    /**
     * Properties of a Timestamp.
     * @deprecated Use pdpb.Timestamp.$Properties instead.
     */
    interface ITimestamp extends pdpb.Timestamp.$Properties {
    }

    /** Represents a Timestamp. */
    class Timestamp {

        /**
         * Constructs a new Timestamp.
         * @param [properties] Properties to set
         */
        constructor(properties?: pdpb.Timestamp.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Timestamp physical. */
        physical: Long;

        /** Timestamp logical. */
        logical: Long;

        /** Timestamp suffixBits. */
        suffixBits: number;

        /**
         * Creates a new Timestamp instance using the specified properties.
         * @param [properties] Properties to set
         * @returns Timestamp instance
         */
        static create(properties: pdpb.Timestamp.$Shape): pdpb.Timestamp & pdpb.Timestamp.$Shape;
        static create(properties?: pdpb.Timestamp.$Properties): pdpb.Timestamp;

        /**
         * Encodes the specified Timestamp message. Does not implicitly {@link pdpb.Timestamp.verify|verify} messages.
         * @param message Timestamp message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: pdpb.Timestamp.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Timestamp message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {pdpb.Timestamp & pdpb.Timestamp.$Shape} Timestamp
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): pdpb.Timestamp & pdpb.Timestamp.$Shape;

        /**
         * Creates a Timestamp message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns Timestamp
         */
        static fromObject(object: { [k: string]: any }): pdpb.Timestamp;

        /**
         * Creates a plain object from a Timestamp message. Also converts values to other types if specified.
         * @param message Timestamp
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: pdpb.Timestamp, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this Timestamp to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace Timestamp {

        /** Properties of a Timestamp. */
        interface $Properties {

            /** Timestamp physical */
            physical?: (Long|null);

            /** Timestamp logical */
            logical?: (Long|null);

            /** Timestamp suffixBits */
            suffixBits?: (number|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a Timestamp. */
        type $Shape = pdpb.Timestamp.$Properties;
    }

    /**
     * Properties of a GetRegionRequest.
     * @deprecated Use pdpb.GetRegionRequest.$Properties instead.
     */
    interface IGetRegionRequest extends pdpb.GetRegionRequest.$Properties {
    }

    /** Represents a GetRegionRequest. */
    class GetRegionRequest {

        /**
         * Constructs a new GetRegionRequest.
         * @param [properties] Properties to set
         */
        constructor(properties?: pdpb.GetRegionRequest.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** GetRegionRequest header. */
        header?: (pdpb.RequestHeader.$Properties|null);

        /** GetRegionRequest regionKey. */
        regionKey: Uint8Array;

        /** GetRegionRequest needBuckets. */
        needBuckets: boolean;

        /**
         * Creates a new GetRegionRequest instance using the specified properties.
         * @param [properties] Properties to set
         * @returns GetRegionRequest instance
         */
        static create(properties: pdpb.GetRegionRequest.$Shape): pdpb.GetRegionRequest & pdpb.GetRegionRequest.$Shape;
        static create(properties?: pdpb.GetRegionRequest.$Properties): pdpb.GetRegionRequest;

        /**
         * Encodes the specified GetRegionRequest message. Does not implicitly {@link pdpb.GetRegionRequest.verify|verify} messages.
         * @param message GetRegionRequest message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: pdpb.GetRegionRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a GetRegionRequest message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {pdpb.GetRegionRequest & pdpb.GetRegionRequest.$Shape} GetRegionRequest
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): pdpb.GetRegionRequest & pdpb.GetRegionRequest.$Shape;

        /**
         * Creates a GetRegionRequest message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns GetRegionRequest
         */
        static fromObject(object: { [k: string]: any }): pdpb.GetRegionRequest;

        /**
         * Creates a plain object from a GetRegionRequest message. Also converts values to other types if specified.
         * @param message GetRegionRequest
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: pdpb.GetRegionRequest, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this GetRegionRequest to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace GetRegionRequest {

        /** Properties of a GetRegionRequest. */
        interface $Properties {

            /** GetRegionRequest header */
            header?: (pdpb.RequestHeader.$Properties|null);

            /** GetRegionRequest regionKey */
            regionKey?: (Uint8Array|null);

            /** GetRegionRequest needBuckets */
            needBuckets?: (boolean|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a GetRegionRequest. */
        type $Shape = pdpb.GetRegionRequest.$Properties;
    }

    /**
     * Properties of a GetRegionByIDRequest.
     * @deprecated Use pdpb.GetRegionByIDRequest.$Properties instead.
     */
    interface IGetRegionByIDRequest extends pdpb.GetRegionByIDRequest.$Properties {
    }

    /** Represents a GetRegionByIDRequest. */
    class GetRegionByIDRequest {

        /**
         * Constructs a new GetRegionByIDRequest.
         * @param [properties] Properties to set
         */
        constructor(properties?: pdpb.GetRegionByIDRequest.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** GetRegionByIDRequest header. */
        header?: (pdpb.RequestHeader.$Properties|null);

        /** GetRegionByIDRequest regionId. */
        regionId: Long;

        /** GetRegionByIDRequest needBuckets. */
        needBuckets: boolean;

        /**
         * Creates a new GetRegionByIDRequest instance using the specified properties.
         * @param [properties] Properties to set
         * @returns GetRegionByIDRequest instance
         */
        static create(properties: pdpb.GetRegionByIDRequest.$Shape): pdpb.GetRegionByIDRequest & pdpb.GetRegionByIDRequest.$Shape;
        static create(properties?: pdpb.GetRegionByIDRequest.$Properties): pdpb.GetRegionByIDRequest;

        /**
         * Encodes the specified GetRegionByIDRequest message. Does not implicitly {@link pdpb.GetRegionByIDRequest.verify|verify} messages.
         * @param message GetRegionByIDRequest message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: pdpb.GetRegionByIDRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a GetRegionByIDRequest message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {pdpb.GetRegionByIDRequest & pdpb.GetRegionByIDRequest.$Shape} GetRegionByIDRequest
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): pdpb.GetRegionByIDRequest & pdpb.GetRegionByIDRequest.$Shape;

        /**
         * Creates a GetRegionByIDRequest message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns GetRegionByIDRequest
         */
        static fromObject(object: { [k: string]: any }): pdpb.GetRegionByIDRequest;

        /**
         * Creates a plain object from a GetRegionByIDRequest message. Also converts values to other types if specified.
         * @param message GetRegionByIDRequest
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: pdpb.GetRegionByIDRequest, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this GetRegionByIDRequest to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace GetRegionByIDRequest {

        /** Properties of a GetRegionByIDRequest. */
        interface $Properties {

            /** GetRegionByIDRequest header */
            header?: (pdpb.RequestHeader.$Properties|null);

            /** GetRegionByIDRequest regionId */
            regionId?: (Long|null);

            /** GetRegionByIDRequest needBuckets */
            needBuckets?: (boolean|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a GetRegionByIDRequest. */
        type $Shape = pdpb.GetRegionByIDRequest.$Properties;
    }

    /**
     * Properties of a GetRegionResponse.
     * @deprecated Use pdpb.GetRegionResponse.$Properties instead.
     */
    interface IGetRegionResponse extends pdpb.GetRegionResponse.$Properties {
    }

    /** Represents a GetRegionResponse. */
    class GetRegionResponse {

        /**
         * Constructs a new GetRegionResponse.
         * @param [properties] Properties to set
         */
        constructor(properties?: pdpb.GetRegionResponse.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** GetRegionResponse header. */
        header?: (pdpb.ResponseHeader.$Properties|null);

        /** GetRegionResponse region. */
        region?: (metapb.Region.$Properties|null);

        /** GetRegionResponse leader. */
        leader?: (metapb.Peer.$Properties|null);

        /** GetRegionResponse downPeers. */
        downPeers: pdpb.PeerStats.$Properties[];

        /** GetRegionResponse pendingPeers. */
        pendingPeers: metapb.Peer.$Properties[];

        /**
         * Creates a new GetRegionResponse instance using the specified properties.
         * @param [properties] Properties to set
         * @returns GetRegionResponse instance
         */
        static create(properties: pdpb.GetRegionResponse.$Shape): pdpb.GetRegionResponse & pdpb.GetRegionResponse.$Shape;
        static create(properties?: pdpb.GetRegionResponse.$Properties): pdpb.GetRegionResponse;

        /**
         * Encodes the specified GetRegionResponse message. Does not implicitly {@link pdpb.GetRegionResponse.verify|verify} messages.
         * @param message GetRegionResponse message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: pdpb.GetRegionResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a GetRegionResponse message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {pdpb.GetRegionResponse & pdpb.GetRegionResponse.$Shape} GetRegionResponse
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): pdpb.GetRegionResponse & pdpb.GetRegionResponse.$Shape;

        /**
         * Creates a GetRegionResponse message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns GetRegionResponse
         */
        static fromObject(object: { [k: string]: any }): pdpb.GetRegionResponse;

        /**
         * Creates a plain object from a GetRegionResponse message. Also converts values to other types if specified.
         * @param message GetRegionResponse
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: pdpb.GetRegionResponse, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this GetRegionResponse to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace GetRegionResponse {

        /** Properties of a GetRegionResponse. */
        interface $Properties {

            /** GetRegionResponse header */
            header?: (pdpb.ResponseHeader.$Properties|null);

            /** GetRegionResponse region */
            region?: (metapb.Region.$Properties|null);

            /** GetRegionResponse leader */
            leader?: (metapb.Peer.$Properties|null);

            /** GetRegionResponse downPeers */
            downPeers?: (pdpb.PeerStats.$Properties[]|null);

            /** GetRegionResponse pendingPeers */
            pendingPeers?: (metapb.Peer.$Properties[]|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a GetRegionResponse. */
        type $Shape = pdpb.GetRegionResponse.$Properties;
    }

    /**
     * Properties of a PeerStats.
     * @deprecated Use pdpb.PeerStats.$Properties instead.
     */
    interface IPeerStats extends pdpb.PeerStats.$Properties {
    }

    /** Represents a PeerStats. */
    class PeerStats {

        /**
         * Constructs a new PeerStats.
         * @param [properties] Properties to set
         */
        constructor(properties?: pdpb.PeerStats.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** PeerStats peer. */
        peer?: (metapb.Peer.$Properties|null);

        /** PeerStats downSeconds. */
        downSeconds: Long;

        /**
         * Creates a new PeerStats instance using the specified properties.
         * @param [properties] Properties to set
         * @returns PeerStats instance
         */
        static create(properties: pdpb.PeerStats.$Shape): pdpb.PeerStats & pdpb.PeerStats.$Shape;
        static create(properties?: pdpb.PeerStats.$Properties): pdpb.PeerStats;

        /**
         * Encodes the specified PeerStats message. Does not implicitly {@link pdpb.PeerStats.verify|verify} messages.
         * @param message PeerStats message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: pdpb.PeerStats.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a PeerStats message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {pdpb.PeerStats & pdpb.PeerStats.$Shape} PeerStats
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): pdpb.PeerStats & pdpb.PeerStats.$Shape;

        /**
         * Creates a PeerStats message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns PeerStats
         */
        static fromObject(object: { [k: string]: any }): pdpb.PeerStats;

        /**
         * Creates a plain object from a PeerStats message. Also converts values to other types if specified.
         * @param message PeerStats
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: pdpb.PeerStats, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this PeerStats to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace PeerStats {

        /** Properties of a PeerStats. */
        interface $Properties {

            /** PeerStats peer */
            peer?: (metapb.Peer.$Properties|null);

            /** PeerStats downSeconds */
            downSeconds?: (Long|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a PeerStats. */
        type $Shape = pdpb.PeerStats.$Properties;
    }

    /**
     * Properties of a ScanRegionsRequest.
     * @deprecated Use pdpb.ScanRegionsRequest.$Properties instead.
     */
    interface IScanRegionsRequest extends pdpb.ScanRegionsRequest.$Properties {
    }

    /** Represents a ScanRegionsRequest. */
    class ScanRegionsRequest {

        /**
         * Constructs a new ScanRegionsRequest.
         * @param [properties] Properties to set
         */
        constructor(properties?: pdpb.ScanRegionsRequest.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** ScanRegionsRequest header. */
        header?: (pdpb.RequestHeader.$Properties|null);

        /** ScanRegionsRequest startKey. */
        startKey: Uint8Array;

        /** ScanRegionsRequest limit. */
        limit: number;

        /** ScanRegionsRequest endKey. */
        endKey: Uint8Array;

        /**
         * Creates a new ScanRegionsRequest instance using the specified properties.
         * @param [properties] Properties to set
         * @returns ScanRegionsRequest instance
         */
        static create(properties: pdpb.ScanRegionsRequest.$Shape): pdpb.ScanRegionsRequest & pdpb.ScanRegionsRequest.$Shape;
        static create(properties?: pdpb.ScanRegionsRequest.$Properties): pdpb.ScanRegionsRequest;

        /**
         * Encodes the specified ScanRegionsRequest message. Does not implicitly {@link pdpb.ScanRegionsRequest.verify|verify} messages.
         * @param message ScanRegionsRequest message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: pdpb.ScanRegionsRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a ScanRegionsRequest message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {pdpb.ScanRegionsRequest & pdpb.ScanRegionsRequest.$Shape} ScanRegionsRequest
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): pdpb.ScanRegionsRequest & pdpb.ScanRegionsRequest.$Shape;

        /**
         * Creates a ScanRegionsRequest message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns ScanRegionsRequest
         */
        static fromObject(object: { [k: string]: any }): pdpb.ScanRegionsRequest;

        /**
         * Creates a plain object from a ScanRegionsRequest message. Also converts values to other types if specified.
         * @param message ScanRegionsRequest
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: pdpb.ScanRegionsRequest, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this ScanRegionsRequest to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace ScanRegionsRequest {

        /** Properties of a ScanRegionsRequest. */
        interface $Properties {

            /** ScanRegionsRequest header */
            header?: (pdpb.RequestHeader.$Properties|null);

            /** ScanRegionsRequest startKey */
            startKey?: (Uint8Array|null);

            /** ScanRegionsRequest limit */
            limit?: (number|null);

            /** ScanRegionsRequest endKey */
            endKey?: (Uint8Array|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a ScanRegionsRequest. */
        type $Shape = pdpb.ScanRegionsRequest.$Properties;
    }

    /**
     * Properties of a ScanRegionsResponse.
     * @deprecated Use pdpb.ScanRegionsResponse.$Properties instead.
     */
    interface IScanRegionsResponse extends pdpb.ScanRegionsResponse.$Properties {
    }

    /** Represents a ScanRegionsResponse. */
    class ScanRegionsResponse {

        /**
         * Constructs a new ScanRegionsResponse.
         * @param [properties] Properties to set
         */
        constructor(properties?: pdpb.ScanRegionsResponse.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** ScanRegionsResponse header. */
        header?: (pdpb.ResponseHeader.$Properties|null);

        /** ScanRegionsResponse regionMetas. */
        regionMetas: metapb.Region.$Properties[];

        /** ScanRegionsResponse leaders. */
        leaders: metapb.Peer.$Properties[];

        /** ScanRegionsResponse regions. */
        regions: pdpb.Region.$Properties[];

        /**
         * Creates a new ScanRegionsResponse instance using the specified properties.
         * @param [properties] Properties to set
         * @returns ScanRegionsResponse instance
         */
        static create(properties: pdpb.ScanRegionsResponse.$Shape): pdpb.ScanRegionsResponse & pdpb.ScanRegionsResponse.$Shape;
        static create(properties?: pdpb.ScanRegionsResponse.$Properties): pdpb.ScanRegionsResponse;

        /**
         * Encodes the specified ScanRegionsResponse message. Does not implicitly {@link pdpb.ScanRegionsResponse.verify|verify} messages.
         * @param message ScanRegionsResponse message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: pdpb.ScanRegionsResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a ScanRegionsResponse message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {pdpb.ScanRegionsResponse & pdpb.ScanRegionsResponse.$Shape} ScanRegionsResponse
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): pdpb.ScanRegionsResponse & pdpb.ScanRegionsResponse.$Shape;

        /**
         * Creates a ScanRegionsResponse message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns ScanRegionsResponse
         */
        static fromObject(object: { [k: string]: any }): pdpb.ScanRegionsResponse;

        /**
         * Creates a plain object from a ScanRegionsResponse message. Also converts values to other types if specified.
         * @param message ScanRegionsResponse
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: pdpb.ScanRegionsResponse, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this ScanRegionsResponse to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace ScanRegionsResponse {

        /** Properties of a ScanRegionsResponse. */
        interface $Properties {

            /** ScanRegionsResponse header */
            header?: (pdpb.ResponseHeader.$Properties|null);

            /** ScanRegionsResponse regionMetas */
            regionMetas?: (metapb.Region.$Properties[]|null);

            /** ScanRegionsResponse leaders */
            leaders?: (metapb.Peer.$Properties[]|null);

            /** ScanRegionsResponse regions */
            regions?: (pdpb.Region.$Properties[]|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a ScanRegionsResponse. */
        type $Shape = pdpb.ScanRegionsResponse.$Properties;
    }

    /**
     * Properties of a Region.
     * @deprecated Use pdpb.Region.$Properties instead.
     */
    interface IRegion extends pdpb.Region.$Properties {
    }

    /** Represents a Region. */
    class Region {

        /**
         * Constructs a new Region.
         * @param [properties] Properties to set
         */
        constructor(properties?: pdpb.Region.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Region region. */
        region?: (metapb.Region.$Properties|null);

        /** Region leader. */
        leader?: (metapb.Peer.$Properties|null);

        /** Region downPeers. */
        downPeers: pdpb.PeerStats.$Properties[];

        /** Region pendingPeers. */
        pendingPeers: metapb.Peer.$Properties[];

        /**
         * Creates a new Region instance using the specified properties.
         * @param [properties] Properties to set
         * @returns Region instance
         */
        static create(properties: pdpb.Region.$Shape): pdpb.Region & pdpb.Region.$Shape;
        static create(properties?: pdpb.Region.$Properties): pdpb.Region;

        /**
         * Encodes the specified Region message. Does not implicitly {@link pdpb.Region.verify|verify} messages.
         * @param message Region message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: pdpb.Region.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Region message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {pdpb.Region & pdpb.Region.$Shape} Region
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): pdpb.Region & pdpb.Region.$Shape;

        /**
         * Creates a Region message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns Region
         */
        static fromObject(object: { [k: string]: any }): pdpb.Region;

        /**
         * Creates a plain object from a Region message. Also converts values to other types if specified.
         * @param message Region
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: pdpb.Region, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this Region to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace Region {

        /** Properties of a Region. */
        interface $Properties {

            /** Region region */
            region?: (metapb.Region.$Properties|null);

            /** Region leader */
            leader?: (metapb.Peer.$Properties|null);

            /** Region downPeers */
            downPeers?: (pdpb.PeerStats.$Properties[]|null);

            /** Region pendingPeers */
            pendingPeers?: (metapb.Peer.$Properties[]|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a Region. */
        type $Shape = pdpb.Region.$Properties;
    }

    /**
     * Properties of a KeyRange.
     * @deprecated Use pdpb.KeyRange.$Properties instead.
     */
    interface IKeyRange extends pdpb.KeyRange.$Properties {
    }

    /** Represents a KeyRange. */
    class KeyRange {

        /**
         * Constructs a new KeyRange.
         * @param [properties] Properties to set
         */
        constructor(properties?: pdpb.KeyRange.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** KeyRange startKey. */
        startKey: Uint8Array;

        /** KeyRange endKey. */
        endKey: Uint8Array;

        /**
         * Creates a new KeyRange instance using the specified properties.
         * @param [properties] Properties to set
         * @returns KeyRange instance
         */
        static create(properties: pdpb.KeyRange.$Shape): pdpb.KeyRange & pdpb.KeyRange.$Shape;
        static create(properties?: pdpb.KeyRange.$Properties): pdpb.KeyRange;

        /**
         * Encodes the specified KeyRange message. Does not implicitly {@link pdpb.KeyRange.verify|verify} messages.
         * @param message KeyRange message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: pdpb.KeyRange.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a KeyRange message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {pdpb.KeyRange & pdpb.KeyRange.$Shape} KeyRange
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): pdpb.KeyRange & pdpb.KeyRange.$Shape;

        /**
         * Creates a KeyRange message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns KeyRange
         */
        static fromObject(object: { [k: string]: any }): pdpb.KeyRange;

        /**
         * Creates a plain object from a KeyRange message. Also converts values to other types if specified.
         * @param message KeyRange
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: pdpb.KeyRange, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this KeyRange to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace KeyRange {

        /** Properties of a KeyRange. */
        interface $Properties {

            /** KeyRange startKey */
            startKey?: (Uint8Array|null);

            /** KeyRange endKey */
            endKey?: (Uint8Array|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a KeyRange. */
        type $Shape = pdpb.KeyRange.$Properties;
    }

    /**
     * Properties of a BatchScanRegionsRequest.
     * @deprecated Use pdpb.BatchScanRegionsRequest.$Properties instead.
     */
    interface IBatchScanRegionsRequest extends pdpb.BatchScanRegionsRequest.$Properties {
    }

    /** Represents a BatchScanRegionsRequest. */
    class BatchScanRegionsRequest {

        /**
         * Constructs a new BatchScanRegionsRequest.
         * @param [properties] Properties to set
         */
        constructor(properties?: pdpb.BatchScanRegionsRequest.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** BatchScanRegionsRequest header. */
        header?: (pdpb.RequestHeader.$Properties|null);

        /** BatchScanRegionsRequest needBuckets. */
        needBuckets: boolean;

        /** BatchScanRegionsRequest ranges. */
        ranges: pdpb.KeyRange.$Properties[];

        /** BatchScanRegionsRequest limit. */
        limit: number;

        /** BatchScanRegionsRequest containAllKeyRange. */
        containAllKeyRange: boolean;

        /**
         * Creates a new BatchScanRegionsRequest instance using the specified properties.
         * @param [properties] Properties to set
         * @returns BatchScanRegionsRequest instance
         */
        static create(properties: pdpb.BatchScanRegionsRequest.$Shape): pdpb.BatchScanRegionsRequest & pdpb.BatchScanRegionsRequest.$Shape;
        static create(properties?: pdpb.BatchScanRegionsRequest.$Properties): pdpb.BatchScanRegionsRequest;

        /**
         * Encodes the specified BatchScanRegionsRequest message. Does not implicitly {@link pdpb.BatchScanRegionsRequest.verify|verify} messages.
         * @param message BatchScanRegionsRequest message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: pdpb.BatchScanRegionsRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a BatchScanRegionsRequest message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {pdpb.BatchScanRegionsRequest & pdpb.BatchScanRegionsRequest.$Shape} BatchScanRegionsRequest
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): pdpb.BatchScanRegionsRequest & pdpb.BatchScanRegionsRequest.$Shape;

        /**
         * Creates a BatchScanRegionsRequest message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns BatchScanRegionsRequest
         */
        static fromObject(object: { [k: string]: any }): pdpb.BatchScanRegionsRequest;

        /**
         * Creates a plain object from a BatchScanRegionsRequest message. Also converts values to other types if specified.
         * @param message BatchScanRegionsRequest
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: pdpb.BatchScanRegionsRequest, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this BatchScanRegionsRequest to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace BatchScanRegionsRequest {

        /** Properties of a BatchScanRegionsRequest. */
        interface $Properties {

            /** BatchScanRegionsRequest header */
            header?: (pdpb.RequestHeader.$Properties|null);

            /** BatchScanRegionsRequest needBuckets */
            needBuckets?: (boolean|null);

            /** BatchScanRegionsRequest ranges */
            ranges?: (pdpb.KeyRange.$Properties[]|null);

            /** BatchScanRegionsRequest limit */
            limit?: (number|null);

            /** BatchScanRegionsRequest containAllKeyRange */
            containAllKeyRange?: (boolean|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a BatchScanRegionsRequest. */
        type $Shape = pdpb.BatchScanRegionsRequest.$Properties;
    }

    /**
     * Properties of a BatchScanRegionsResponse.
     * @deprecated Use pdpb.BatchScanRegionsResponse.$Properties instead.
     */
    interface IBatchScanRegionsResponse extends pdpb.BatchScanRegionsResponse.$Properties {
    }

    /** Represents a BatchScanRegionsResponse. */
    class BatchScanRegionsResponse {

        /**
         * Constructs a new BatchScanRegionsResponse.
         * @param [properties] Properties to set
         */
        constructor(properties?: pdpb.BatchScanRegionsResponse.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** BatchScanRegionsResponse header. */
        header?: (pdpb.ResponseHeader.$Properties|null);

        /** BatchScanRegionsResponse regions. */
        regions: pdpb.Region.$Properties[];

        /**
         * Creates a new BatchScanRegionsResponse instance using the specified properties.
         * @param [properties] Properties to set
         * @returns BatchScanRegionsResponse instance
         */
        static create(properties: pdpb.BatchScanRegionsResponse.$Shape): pdpb.BatchScanRegionsResponse & pdpb.BatchScanRegionsResponse.$Shape;
        static create(properties?: pdpb.BatchScanRegionsResponse.$Properties): pdpb.BatchScanRegionsResponse;

        /**
         * Encodes the specified BatchScanRegionsResponse message. Does not implicitly {@link pdpb.BatchScanRegionsResponse.verify|verify} messages.
         * @param message BatchScanRegionsResponse message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: pdpb.BatchScanRegionsResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a BatchScanRegionsResponse message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {pdpb.BatchScanRegionsResponse & pdpb.BatchScanRegionsResponse.$Shape} BatchScanRegionsResponse
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): pdpb.BatchScanRegionsResponse & pdpb.BatchScanRegionsResponse.$Shape;

        /**
         * Creates a BatchScanRegionsResponse message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns BatchScanRegionsResponse
         */
        static fromObject(object: { [k: string]: any }): pdpb.BatchScanRegionsResponse;

        /**
         * Creates a plain object from a BatchScanRegionsResponse message. Also converts values to other types if specified.
         * @param message BatchScanRegionsResponse
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: pdpb.BatchScanRegionsResponse, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this BatchScanRegionsResponse to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace BatchScanRegionsResponse {

        /** Properties of a BatchScanRegionsResponse. */
        interface $Properties {

            /** BatchScanRegionsResponse header */
            header?: (pdpb.ResponseHeader.$Properties|null);

            /** BatchScanRegionsResponse regions */
            regions?: (pdpb.Region.$Properties[]|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a BatchScanRegionsResponse. */
        type $Shape = pdpb.BatchScanRegionsResponse.$Properties;
    }

    /**
     * Properties of a GetStoreRequest.
     * @deprecated Use pdpb.GetStoreRequest.$Properties instead.
     */
    interface IGetStoreRequest extends pdpb.GetStoreRequest.$Properties {
    }

    /** Represents a GetStoreRequest. */
    class GetStoreRequest {

        /**
         * Constructs a new GetStoreRequest.
         * @param [properties] Properties to set
         */
        constructor(properties?: pdpb.GetStoreRequest.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** GetStoreRequest header. */
        header?: (pdpb.RequestHeader.$Properties|null);

        /** GetStoreRequest storeId. */
        storeId: Long;

        /**
         * Creates a new GetStoreRequest instance using the specified properties.
         * @param [properties] Properties to set
         * @returns GetStoreRequest instance
         */
        static create(properties: pdpb.GetStoreRequest.$Shape): pdpb.GetStoreRequest & pdpb.GetStoreRequest.$Shape;
        static create(properties?: pdpb.GetStoreRequest.$Properties): pdpb.GetStoreRequest;

        /**
         * Encodes the specified GetStoreRequest message. Does not implicitly {@link pdpb.GetStoreRequest.verify|verify} messages.
         * @param message GetStoreRequest message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: pdpb.GetStoreRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a GetStoreRequest message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {pdpb.GetStoreRequest & pdpb.GetStoreRequest.$Shape} GetStoreRequest
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): pdpb.GetStoreRequest & pdpb.GetStoreRequest.$Shape;

        /**
         * Creates a GetStoreRequest message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns GetStoreRequest
         */
        static fromObject(object: { [k: string]: any }): pdpb.GetStoreRequest;

        /**
         * Creates a plain object from a GetStoreRequest message. Also converts values to other types if specified.
         * @param message GetStoreRequest
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: pdpb.GetStoreRequest, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this GetStoreRequest to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace GetStoreRequest {

        /** Properties of a GetStoreRequest. */
        interface $Properties {

            /** GetStoreRequest header */
            header?: (pdpb.RequestHeader.$Properties|null);

            /** GetStoreRequest storeId */
            storeId?: (Long|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a GetStoreRequest. */
        type $Shape = pdpb.GetStoreRequest.$Properties;
    }

    /**
     * Properties of a GetStoreResponse.
     * @deprecated Use pdpb.GetStoreResponse.$Properties instead.
     */
    interface IGetStoreResponse extends pdpb.GetStoreResponse.$Properties {
    }

    /** Represents a GetStoreResponse. */
    class GetStoreResponse {

        /**
         * Constructs a new GetStoreResponse.
         * @param [properties] Properties to set
         */
        constructor(properties?: pdpb.GetStoreResponse.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** GetStoreResponse header. */
        header?: (pdpb.ResponseHeader.$Properties|null);

        /** GetStoreResponse store. */
        store?: (metapb.Store.$Properties|null);

        /**
         * Creates a new GetStoreResponse instance using the specified properties.
         * @param [properties] Properties to set
         * @returns GetStoreResponse instance
         */
        static create(properties: pdpb.GetStoreResponse.$Shape): pdpb.GetStoreResponse & pdpb.GetStoreResponse.$Shape;
        static create(properties?: pdpb.GetStoreResponse.$Properties): pdpb.GetStoreResponse;

        /**
         * Encodes the specified GetStoreResponse message. Does not implicitly {@link pdpb.GetStoreResponse.verify|verify} messages.
         * @param message GetStoreResponse message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: pdpb.GetStoreResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a GetStoreResponse message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {pdpb.GetStoreResponse & pdpb.GetStoreResponse.$Shape} GetStoreResponse
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): pdpb.GetStoreResponse & pdpb.GetStoreResponse.$Shape;

        /**
         * Creates a GetStoreResponse message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns GetStoreResponse
         */
        static fromObject(object: { [k: string]: any }): pdpb.GetStoreResponse;

        /**
         * Creates a plain object from a GetStoreResponse message. Also converts values to other types if specified.
         * @param message GetStoreResponse
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: pdpb.GetStoreResponse, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this GetStoreResponse to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace GetStoreResponse {

        /** Properties of a GetStoreResponse. */
        interface $Properties {

            /** GetStoreResponse header */
            header?: (pdpb.ResponseHeader.$Properties|null);

            /** GetStoreResponse store */
            store?: (metapb.Store.$Properties|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a GetStoreResponse. */
        type $Shape = pdpb.GetStoreResponse.$Properties;
    }

    /**
     * Properties of a GetAllStoresRequest.
     * @deprecated Use pdpb.GetAllStoresRequest.$Properties instead.
     */
    interface IGetAllStoresRequest extends pdpb.GetAllStoresRequest.$Properties {
    }

    /** Represents a GetAllStoresRequest. */
    class GetAllStoresRequest {

        /**
         * Constructs a new GetAllStoresRequest.
         * @param [properties] Properties to set
         */
        constructor(properties?: pdpb.GetAllStoresRequest.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** GetAllStoresRequest header. */
        header?: (pdpb.RequestHeader.$Properties|null);

        /** GetAllStoresRequest excludeTombstoneStores. */
        excludeTombstoneStores: boolean;

        /**
         * Creates a new GetAllStoresRequest instance using the specified properties.
         * @param [properties] Properties to set
         * @returns GetAllStoresRequest instance
         */
        static create(properties: pdpb.GetAllStoresRequest.$Shape): pdpb.GetAllStoresRequest & pdpb.GetAllStoresRequest.$Shape;
        static create(properties?: pdpb.GetAllStoresRequest.$Properties): pdpb.GetAllStoresRequest;

        /**
         * Encodes the specified GetAllStoresRequest message. Does not implicitly {@link pdpb.GetAllStoresRequest.verify|verify} messages.
         * @param message GetAllStoresRequest message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: pdpb.GetAllStoresRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a GetAllStoresRequest message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {pdpb.GetAllStoresRequest & pdpb.GetAllStoresRequest.$Shape} GetAllStoresRequest
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): pdpb.GetAllStoresRequest & pdpb.GetAllStoresRequest.$Shape;

        /**
         * Creates a GetAllStoresRequest message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns GetAllStoresRequest
         */
        static fromObject(object: { [k: string]: any }): pdpb.GetAllStoresRequest;

        /**
         * Creates a plain object from a GetAllStoresRequest message. Also converts values to other types if specified.
         * @param message GetAllStoresRequest
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: pdpb.GetAllStoresRequest, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this GetAllStoresRequest to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace GetAllStoresRequest {

        /** Properties of a GetAllStoresRequest. */
        interface $Properties {

            /** GetAllStoresRequest header */
            header?: (pdpb.RequestHeader.$Properties|null);

            /** GetAllStoresRequest excludeTombstoneStores */
            excludeTombstoneStores?: (boolean|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a GetAllStoresRequest. */
        type $Shape = pdpb.GetAllStoresRequest.$Properties;
    }

    /**
     * Properties of a GetAllStoresResponse.
     * @deprecated Use pdpb.GetAllStoresResponse.$Properties instead.
     */
    interface IGetAllStoresResponse extends pdpb.GetAllStoresResponse.$Properties {
    }

    /** Represents a GetAllStoresResponse. */
    class GetAllStoresResponse {

        /**
         * Constructs a new GetAllStoresResponse.
         * @param [properties] Properties to set
         */
        constructor(properties?: pdpb.GetAllStoresResponse.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** GetAllStoresResponse header. */
        header?: (pdpb.ResponseHeader.$Properties|null);

        /** GetAllStoresResponse stores. */
        stores: metapb.Store.$Properties[];

        /**
         * Creates a new GetAllStoresResponse instance using the specified properties.
         * @param [properties] Properties to set
         * @returns GetAllStoresResponse instance
         */
        static create(properties: pdpb.GetAllStoresResponse.$Shape): pdpb.GetAllStoresResponse & pdpb.GetAllStoresResponse.$Shape;
        static create(properties?: pdpb.GetAllStoresResponse.$Properties): pdpb.GetAllStoresResponse;

        /**
         * Encodes the specified GetAllStoresResponse message. Does not implicitly {@link pdpb.GetAllStoresResponse.verify|verify} messages.
         * @param message GetAllStoresResponse message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: pdpb.GetAllStoresResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a GetAllStoresResponse message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {pdpb.GetAllStoresResponse & pdpb.GetAllStoresResponse.$Shape} GetAllStoresResponse
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): pdpb.GetAllStoresResponse & pdpb.GetAllStoresResponse.$Shape;

        /**
         * Creates a GetAllStoresResponse message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns GetAllStoresResponse
         */
        static fromObject(object: { [k: string]: any }): pdpb.GetAllStoresResponse;

        /**
         * Creates a plain object from a GetAllStoresResponse message. Also converts values to other types if specified.
         * @param message GetAllStoresResponse
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: pdpb.GetAllStoresResponse, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this GetAllStoresResponse to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace GetAllStoresResponse {

        /** Properties of a GetAllStoresResponse. */
        interface $Properties {

            /** GetAllStoresResponse header */
            header?: (pdpb.ResponseHeader.$Properties|null);

            /** GetAllStoresResponse stores */
            stores?: (metapb.Store.$Properties[]|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a GetAllStoresResponse. */
        type $Shape = pdpb.GetAllStoresResponse.$Properties;
    }

    /**
     * Properties of a GetGCSafePointRequest.
     * @deprecated Use pdpb.GetGCSafePointRequest.$Properties instead.
     */
    interface IGetGCSafePointRequest extends pdpb.GetGCSafePointRequest.$Properties {
    }

    /** Represents a GetGCSafePointRequest. */
    class GetGCSafePointRequest {

        /**
         * Constructs a new GetGCSafePointRequest.
         * @param [properties] Properties to set
         */
        constructor(properties?: pdpb.GetGCSafePointRequest.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** GetGCSafePointRequest header. */
        header?: (pdpb.RequestHeader.$Properties|null);

        /**
         * Creates a new GetGCSafePointRequest instance using the specified properties.
         * @param [properties] Properties to set
         * @returns GetGCSafePointRequest instance
         */
        static create(properties: pdpb.GetGCSafePointRequest.$Shape): pdpb.GetGCSafePointRequest & pdpb.GetGCSafePointRequest.$Shape;
        static create(properties?: pdpb.GetGCSafePointRequest.$Properties): pdpb.GetGCSafePointRequest;

        /**
         * Encodes the specified GetGCSafePointRequest message. Does not implicitly {@link pdpb.GetGCSafePointRequest.verify|verify} messages.
         * @param message GetGCSafePointRequest message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: pdpb.GetGCSafePointRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a GetGCSafePointRequest message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {pdpb.GetGCSafePointRequest & pdpb.GetGCSafePointRequest.$Shape} GetGCSafePointRequest
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): pdpb.GetGCSafePointRequest & pdpb.GetGCSafePointRequest.$Shape;

        /**
         * Creates a GetGCSafePointRequest message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns GetGCSafePointRequest
         */
        static fromObject(object: { [k: string]: any }): pdpb.GetGCSafePointRequest;

        /**
         * Creates a plain object from a GetGCSafePointRequest message. Also converts values to other types if specified.
         * @param message GetGCSafePointRequest
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: pdpb.GetGCSafePointRequest, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this GetGCSafePointRequest to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace GetGCSafePointRequest {

        /** Properties of a GetGCSafePointRequest. */
        interface $Properties {

            /** GetGCSafePointRequest header */
            header?: (pdpb.RequestHeader.$Properties|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a GetGCSafePointRequest. */
        type $Shape = pdpb.GetGCSafePointRequest.$Properties;
    }

    /**
     * Properties of a GetGCSafePointResponse.
     * @deprecated Use pdpb.GetGCSafePointResponse.$Properties instead.
     */
    interface IGetGCSafePointResponse extends pdpb.GetGCSafePointResponse.$Properties {
    }

    /** Represents a GetGCSafePointResponse. */
    class GetGCSafePointResponse {

        /**
         * Constructs a new GetGCSafePointResponse.
         * @param [properties] Properties to set
         */
        constructor(properties?: pdpb.GetGCSafePointResponse.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** GetGCSafePointResponse header. */
        header?: (pdpb.ResponseHeader.$Properties|null);

        /** GetGCSafePointResponse safePoint. */
        safePoint: Long;

        /**
         * Creates a new GetGCSafePointResponse instance using the specified properties.
         * @param [properties] Properties to set
         * @returns GetGCSafePointResponse instance
         */
        static create(properties: pdpb.GetGCSafePointResponse.$Shape): pdpb.GetGCSafePointResponse & pdpb.GetGCSafePointResponse.$Shape;
        static create(properties?: pdpb.GetGCSafePointResponse.$Properties): pdpb.GetGCSafePointResponse;

        /**
         * Encodes the specified GetGCSafePointResponse message. Does not implicitly {@link pdpb.GetGCSafePointResponse.verify|verify} messages.
         * @param message GetGCSafePointResponse message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: pdpb.GetGCSafePointResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a GetGCSafePointResponse message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {pdpb.GetGCSafePointResponse & pdpb.GetGCSafePointResponse.$Shape} GetGCSafePointResponse
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): pdpb.GetGCSafePointResponse & pdpb.GetGCSafePointResponse.$Shape;

        /**
         * Creates a GetGCSafePointResponse message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns GetGCSafePointResponse
         */
        static fromObject(object: { [k: string]: any }): pdpb.GetGCSafePointResponse;

        /**
         * Creates a plain object from a GetGCSafePointResponse message. Also converts values to other types if specified.
         * @param message GetGCSafePointResponse
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: pdpb.GetGCSafePointResponse, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this GetGCSafePointResponse to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace GetGCSafePointResponse {

        /** Properties of a GetGCSafePointResponse. */
        interface $Properties {

            /** GetGCSafePointResponse header */
            header?: (pdpb.ResponseHeader.$Properties|null);

            /** GetGCSafePointResponse safePoint */
            safePoint?: (Long|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a GetGCSafePointResponse. */
        type $Shape = pdpb.GetGCSafePointResponse.$Properties;
    }

    /**
     * Properties of an UpdateServiceGCSafePointRequest.
     * @deprecated Use pdpb.UpdateServiceGCSafePointRequest.$Properties instead.
     */
    interface IUpdateServiceGCSafePointRequest extends pdpb.UpdateServiceGCSafePointRequest.$Properties {
    }

    /** Represents an UpdateServiceGCSafePointRequest. */
    class UpdateServiceGCSafePointRequest {

        /**
         * Constructs a new UpdateServiceGCSafePointRequest.
         * @param [properties] Properties to set
         */
        constructor(properties?: pdpb.UpdateServiceGCSafePointRequest.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** UpdateServiceGCSafePointRequest header. */
        header?: (pdpb.RequestHeader.$Properties|null);

        /** UpdateServiceGCSafePointRequest serviceId. */
        serviceId: Uint8Array;

        /** UpdateServiceGCSafePointRequest TTL. */
        TTL: Long;

        /** UpdateServiceGCSafePointRequest safePoint. */
        safePoint: Long;

        /**
         * Creates a new UpdateServiceGCSafePointRequest instance using the specified properties.
         * @param [properties] Properties to set
         * @returns UpdateServiceGCSafePointRequest instance
         */
        static create(properties: pdpb.UpdateServiceGCSafePointRequest.$Shape): pdpb.UpdateServiceGCSafePointRequest & pdpb.UpdateServiceGCSafePointRequest.$Shape;
        static create(properties?: pdpb.UpdateServiceGCSafePointRequest.$Properties): pdpb.UpdateServiceGCSafePointRequest;

        /**
         * Encodes the specified UpdateServiceGCSafePointRequest message. Does not implicitly {@link pdpb.UpdateServiceGCSafePointRequest.verify|verify} messages.
         * @param message UpdateServiceGCSafePointRequest message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: pdpb.UpdateServiceGCSafePointRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes an UpdateServiceGCSafePointRequest message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {pdpb.UpdateServiceGCSafePointRequest & pdpb.UpdateServiceGCSafePointRequest.$Shape} UpdateServiceGCSafePointRequest
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): pdpb.UpdateServiceGCSafePointRequest & pdpb.UpdateServiceGCSafePointRequest.$Shape;

        /**
         * Creates an UpdateServiceGCSafePointRequest message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns UpdateServiceGCSafePointRequest
         */
        static fromObject(object: { [k: string]: any }): pdpb.UpdateServiceGCSafePointRequest;

        /**
         * Creates a plain object from an UpdateServiceGCSafePointRequest message. Also converts values to other types if specified.
         * @param message UpdateServiceGCSafePointRequest
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: pdpb.UpdateServiceGCSafePointRequest, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this UpdateServiceGCSafePointRequest to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace UpdateServiceGCSafePointRequest {

        /** Properties of an UpdateServiceGCSafePointRequest. */
        interface $Properties {

            /** UpdateServiceGCSafePointRequest header */
            header?: (pdpb.RequestHeader.$Properties|null);

            /** UpdateServiceGCSafePointRequest serviceId */
            serviceId?: (Uint8Array|null);

            /** UpdateServiceGCSafePointRequest TTL */
            TTL?: (Long|null);

            /** UpdateServiceGCSafePointRequest safePoint */
            safePoint?: (Long|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of an UpdateServiceGCSafePointRequest. */
        type $Shape = pdpb.UpdateServiceGCSafePointRequest.$Properties;
    }

    /**
     * Properties of an UpdateServiceGCSafePointResponse.
     * @deprecated Use pdpb.UpdateServiceGCSafePointResponse.$Properties instead.
     */
    interface IUpdateServiceGCSafePointResponse extends pdpb.UpdateServiceGCSafePointResponse.$Properties {
    }

    /** Represents an UpdateServiceGCSafePointResponse. */
    class UpdateServiceGCSafePointResponse {

        /**
         * Constructs a new UpdateServiceGCSafePointResponse.
         * @param [properties] Properties to set
         */
        constructor(properties?: pdpb.UpdateServiceGCSafePointResponse.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** UpdateServiceGCSafePointResponse header. */
        header?: (pdpb.ResponseHeader.$Properties|null);

        /** UpdateServiceGCSafePointResponse serviceId. */
        serviceId: Uint8Array;

        /** UpdateServiceGCSafePointResponse TTL. */
        TTL: Long;

        /** UpdateServiceGCSafePointResponse minSafePoint. */
        minSafePoint: Long;

        /**
         * Creates a new UpdateServiceGCSafePointResponse instance using the specified properties.
         * @param [properties] Properties to set
         * @returns UpdateServiceGCSafePointResponse instance
         */
        static create(properties: pdpb.UpdateServiceGCSafePointResponse.$Shape): pdpb.UpdateServiceGCSafePointResponse & pdpb.UpdateServiceGCSafePointResponse.$Shape;
        static create(properties?: pdpb.UpdateServiceGCSafePointResponse.$Properties): pdpb.UpdateServiceGCSafePointResponse;

        /**
         * Encodes the specified UpdateServiceGCSafePointResponse message. Does not implicitly {@link pdpb.UpdateServiceGCSafePointResponse.verify|verify} messages.
         * @param message UpdateServiceGCSafePointResponse message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: pdpb.UpdateServiceGCSafePointResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes an UpdateServiceGCSafePointResponse message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {pdpb.UpdateServiceGCSafePointResponse & pdpb.UpdateServiceGCSafePointResponse.$Shape} UpdateServiceGCSafePointResponse
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): pdpb.UpdateServiceGCSafePointResponse & pdpb.UpdateServiceGCSafePointResponse.$Shape;

        /**
         * Creates an UpdateServiceGCSafePointResponse message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns UpdateServiceGCSafePointResponse
         */
        static fromObject(object: { [k: string]: any }): pdpb.UpdateServiceGCSafePointResponse;

        /**
         * Creates a plain object from an UpdateServiceGCSafePointResponse message. Also converts values to other types if specified.
         * @param message UpdateServiceGCSafePointResponse
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: pdpb.UpdateServiceGCSafePointResponse, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this UpdateServiceGCSafePointResponse to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace UpdateServiceGCSafePointResponse {

        /** Properties of an UpdateServiceGCSafePointResponse. */
        interface $Properties {

            /** UpdateServiceGCSafePointResponse header */
            header?: (pdpb.ResponseHeader.$Properties|null);

            /** UpdateServiceGCSafePointResponse serviceId */
            serviceId?: (Uint8Array|null);

            /** UpdateServiceGCSafePointResponse TTL */
            TTL?: (Long|null);

            /** UpdateServiceGCSafePointResponse minSafePoint */
            minSafePoint?: (Long|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of an UpdateServiceGCSafePointResponse. */
        type $Shape = pdpb.UpdateServiceGCSafePointResponse.$Properties;
    }

    /**
     * Properties of an UpdateGCSafePointRequest.
     * @deprecated Use pdpb.UpdateGCSafePointRequest.$Properties instead.
     */
    interface IUpdateGCSafePointRequest extends pdpb.UpdateGCSafePointRequest.$Properties {
    }

    /** Represents an UpdateGCSafePointRequest. */
    class UpdateGCSafePointRequest {

        /**
         * Constructs a new UpdateGCSafePointRequest.
         * @param [properties] Properties to set
         */
        constructor(properties?: pdpb.UpdateGCSafePointRequest.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** UpdateGCSafePointRequest header. */
        header?: (pdpb.RequestHeader.$Properties|null);

        /** UpdateGCSafePointRequest safePoint. */
        safePoint: Long;

        /**
         * Creates a new UpdateGCSafePointRequest instance using the specified properties.
         * @param [properties] Properties to set
         * @returns UpdateGCSafePointRequest instance
         */
        static create(properties: pdpb.UpdateGCSafePointRequest.$Shape): pdpb.UpdateGCSafePointRequest & pdpb.UpdateGCSafePointRequest.$Shape;
        static create(properties?: pdpb.UpdateGCSafePointRequest.$Properties): pdpb.UpdateGCSafePointRequest;

        /**
         * Encodes the specified UpdateGCSafePointRequest message. Does not implicitly {@link pdpb.UpdateGCSafePointRequest.verify|verify} messages.
         * @param message UpdateGCSafePointRequest message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: pdpb.UpdateGCSafePointRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes an UpdateGCSafePointRequest message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {pdpb.UpdateGCSafePointRequest & pdpb.UpdateGCSafePointRequest.$Shape} UpdateGCSafePointRequest
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): pdpb.UpdateGCSafePointRequest & pdpb.UpdateGCSafePointRequest.$Shape;

        /**
         * Creates an UpdateGCSafePointRequest message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns UpdateGCSafePointRequest
         */
        static fromObject(object: { [k: string]: any }): pdpb.UpdateGCSafePointRequest;

        /**
         * Creates a plain object from an UpdateGCSafePointRequest message. Also converts values to other types if specified.
         * @param message UpdateGCSafePointRequest
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: pdpb.UpdateGCSafePointRequest, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this UpdateGCSafePointRequest to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace UpdateGCSafePointRequest {

        /** Properties of an UpdateGCSafePointRequest. */
        interface $Properties {

            /** UpdateGCSafePointRequest header */
            header?: (pdpb.RequestHeader.$Properties|null);

            /** UpdateGCSafePointRequest safePoint */
            safePoint?: (Long|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of an UpdateGCSafePointRequest. */
        type $Shape = pdpb.UpdateGCSafePointRequest.$Properties;
    }

    /**
     * Properties of an UpdateGCSafePointResponse.
     * @deprecated Use pdpb.UpdateGCSafePointResponse.$Properties instead.
     */
    interface IUpdateGCSafePointResponse extends pdpb.UpdateGCSafePointResponse.$Properties {
    }

    /** Represents an UpdateGCSafePointResponse. */
    class UpdateGCSafePointResponse {

        /**
         * Constructs a new UpdateGCSafePointResponse.
         * @param [properties] Properties to set
         */
        constructor(properties?: pdpb.UpdateGCSafePointResponse.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** UpdateGCSafePointResponse header. */
        header?: (pdpb.ResponseHeader.$Properties|null);

        /** UpdateGCSafePointResponse newSafePoint. */
        newSafePoint: Long;

        /**
         * Creates a new UpdateGCSafePointResponse instance using the specified properties.
         * @param [properties] Properties to set
         * @returns UpdateGCSafePointResponse instance
         */
        static create(properties: pdpb.UpdateGCSafePointResponse.$Shape): pdpb.UpdateGCSafePointResponse & pdpb.UpdateGCSafePointResponse.$Shape;
        static create(properties?: pdpb.UpdateGCSafePointResponse.$Properties): pdpb.UpdateGCSafePointResponse;

        /**
         * Encodes the specified UpdateGCSafePointResponse message. Does not implicitly {@link pdpb.UpdateGCSafePointResponse.verify|verify} messages.
         * @param message UpdateGCSafePointResponse message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: pdpb.UpdateGCSafePointResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes an UpdateGCSafePointResponse message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {pdpb.UpdateGCSafePointResponse & pdpb.UpdateGCSafePointResponse.$Shape} UpdateGCSafePointResponse
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): pdpb.UpdateGCSafePointResponse & pdpb.UpdateGCSafePointResponse.$Shape;

        /**
         * Creates an UpdateGCSafePointResponse message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns UpdateGCSafePointResponse
         */
        static fromObject(object: { [k: string]: any }): pdpb.UpdateGCSafePointResponse;

        /**
         * Creates a plain object from an UpdateGCSafePointResponse message. Also converts values to other types if specified.
         * @param message UpdateGCSafePointResponse
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: pdpb.UpdateGCSafePointResponse, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this UpdateGCSafePointResponse to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace UpdateGCSafePointResponse {

        /** Properties of an UpdateGCSafePointResponse. */
        interface $Properties {

            /** UpdateGCSafePointResponse header */
            header?: (pdpb.ResponseHeader.$Properties|null);

            /** UpdateGCSafePointResponse newSafePoint */
            newSafePoint?: (Long|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of an UpdateGCSafePointResponse. */
        type $Shape = pdpb.UpdateGCSafePointResponse.$Properties;
    }

    /**
     * Properties of an IsBootstrappedRequest.
     * @deprecated Use pdpb.IsBootstrappedRequest.$Properties instead.
     */
    interface IIsBootstrappedRequest extends pdpb.IsBootstrappedRequest.$Properties {
    }

    /** Represents an IsBootstrappedRequest. */
    class IsBootstrappedRequest {

        /**
         * Constructs a new IsBootstrappedRequest.
         * @param [properties] Properties to set
         */
        constructor(properties?: pdpb.IsBootstrappedRequest.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** IsBootstrappedRequest header. */
        header?: (pdpb.RequestHeader.$Properties|null);

        /**
         * Creates a new IsBootstrappedRequest instance using the specified properties.
         * @param [properties] Properties to set
         * @returns IsBootstrappedRequest instance
         */
        static create(properties: pdpb.IsBootstrappedRequest.$Shape): pdpb.IsBootstrappedRequest & pdpb.IsBootstrappedRequest.$Shape;
        static create(properties?: pdpb.IsBootstrappedRequest.$Properties): pdpb.IsBootstrappedRequest;

        /**
         * Encodes the specified IsBootstrappedRequest message. Does not implicitly {@link pdpb.IsBootstrappedRequest.verify|verify} messages.
         * @param message IsBootstrappedRequest message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: pdpb.IsBootstrappedRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes an IsBootstrappedRequest message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {pdpb.IsBootstrappedRequest & pdpb.IsBootstrappedRequest.$Shape} IsBootstrappedRequest
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): pdpb.IsBootstrappedRequest & pdpb.IsBootstrappedRequest.$Shape;

        /**
         * Creates an IsBootstrappedRequest message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns IsBootstrappedRequest
         */
        static fromObject(object: { [k: string]: any }): pdpb.IsBootstrappedRequest;

        /**
         * Creates a plain object from an IsBootstrappedRequest message. Also converts values to other types if specified.
         * @param message IsBootstrappedRequest
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: pdpb.IsBootstrappedRequest, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this IsBootstrappedRequest to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace IsBootstrappedRequest {

        /** Properties of an IsBootstrappedRequest. */
        interface $Properties {

            /** IsBootstrappedRequest header */
            header?: (pdpb.RequestHeader.$Properties|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of an IsBootstrappedRequest. */
        type $Shape = pdpb.IsBootstrappedRequest.$Properties;
    }

    /**
     * Properties of an IsBootstrappedResponse.
     * @deprecated Use pdpb.IsBootstrappedResponse.$Properties instead.
     */
    interface IIsBootstrappedResponse extends pdpb.IsBootstrappedResponse.$Properties {
    }

    /** Represents an IsBootstrappedResponse. */
    class IsBootstrappedResponse {

        /**
         * Constructs a new IsBootstrappedResponse.
         * @param [properties] Properties to set
         */
        constructor(properties?: pdpb.IsBootstrappedResponse.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** IsBootstrappedResponse header. */
        header?: (pdpb.ResponseHeader.$Properties|null);

        /** IsBootstrappedResponse bootstrapped. */
        bootstrapped: boolean;

        /**
         * Creates a new IsBootstrappedResponse instance using the specified properties.
         * @param [properties] Properties to set
         * @returns IsBootstrappedResponse instance
         */
        static create(properties: pdpb.IsBootstrappedResponse.$Shape): pdpb.IsBootstrappedResponse & pdpb.IsBootstrappedResponse.$Shape;
        static create(properties?: pdpb.IsBootstrappedResponse.$Properties): pdpb.IsBootstrappedResponse;

        /**
         * Encodes the specified IsBootstrappedResponse message. Does not implicitly {@link pdpb.IsBootstrappedResponse.verify|verify} messages.
         * @param message IsBootstrappedResponse message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: pdpb.IsBootstrappedResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes an IsBootstrappedResponse message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {pdpb.IsBootstrappedResponse & pdpb.IsBootstrappedResponse.$Shape} IsBootstrappedResponse
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): pdpb.IsBootstrappedResponse & pdpb.IsBootstrappedResponse.$Shape;

        /**
         * Creates an IsBootstrappedResponse message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns IsBootstrappedResponse
         */
        static fromObject(object: { [k: string]: any }): pdpb.IsBootstrappedResponse;

        /**
         * Creates a plain object from an IsBootstrappedResponse message. Also converts values to other types if specified.
         * @param message IsBootstrappedResponse
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: pdpb.IsBootstrappedResponse, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this IsBootstrappedResponse to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace IsBootstrappedResponse {

        /** Properties of an IsBootstrappedResponse. */
        interface $Properties {

            /** IsBootstrappedResponse header */
            header?: (pdpb.ResponseHeader.$Properties|null);

            /** IsBootstrappedResponse bootstrapped */
            bootstrapped?: (boolean|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of an IsBootstrappedResponse. */
        type $Shape = pdpb.IsBootstrappedResponse.$Properties;
    }

    /**
     * Properties of a BootstrapRequest.
     * @deprecated Use pdpb.BootstrapRequest.$Properties instead.
     */
    interface IBootstrapRequest extends pdpb.BootstrapRequest.$Properties {
    }

    /** Represents a BootstrapRequest. */
    class BootstrapRequest {

        /**
         * Constructs a new BootstrapRequest.
         * @param [properties] Properties to set
         */
        constructor(properties?: pdpb.BootstrapRequest.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** BootstrapRequest header. */
        header?: (pdpb.RequestHeader.$Properties|null);

        /** BootstrapRequest store. */
        store?: (metapb.Store.$Properties|null);

        /** BootstrapRequest region. */
        region?: (metapb.Region.$Properties|null);

        /**
         * Creates a new BootstrapRequest instance using the specified properties.
         * @param [properties] Properties to set
         * @returns BootstrapRequest instance
         */
        static create(properties: pdpb.BootstrapRequest.$Shape): pdpb.BootstrapRequest & pdpb.BootstrapRequest.$Shape;
        static create(properties?: pdpb.BootstrapRequest.$Properties): pdpb.BootstrapRequest;

        /**
         * Encodes the specified BootstrapRequest message. Does not implicitly {@link pdpb.BootstrapRequest.verify|verify} messages.
         * @param message BootstrapRequest message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: pdpb.BootstrapRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a BootstrapRequest message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {pdpb.BootstrapRequest & pdpb.BootstrapRequest.$Shape} BootstrapRequest
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): pdpb.BootstrapRequest & pdpb.BootstrapRequest.$Shape;

        /**
         * Creates a BootstrapRequest message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns BootstrapRequest
         */
        static fromObject(object: { [k: string]: any }): pdpb.BootstrapRequest;

        /**
         * Creates a plain object from a BootstrapRequest message. Also converts values to other types if specified.
         * @param message BootstrapRequest
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: pdpb.BootstrapRequest, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this BootstrapRequest to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace BootstrapRequest {

        /** Properties of a BootstrapRequest. */
        interface $Properties {

            /** BootstrapRequest header */
            header?: (pdpb.RequestHeader.$Properties|null);

            /** BootstrapRequest store */
            store?: (metapb.Store.$Properties|null);

            /** BootstrapRequest region */
            region?: (metapb.Region.$Properties|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a BootstrapRequest. */
        type $Shape = pdpb.BootstrapRequest.$Properties;
    }

    /**
     * Properties of a BootstrapResponse.
     * @deprecated Use pdpb.BootstrapResponse.$Properties instead.
     */
    interface IBootstrapResponse extends pdpb.BootstrapResponse.$Properties {
    }

    /** Represents a BootstrapResponse. */
    class BootstrapResponse {

        /**
         * Constructs a new BootstrapResponse.
         * @param [properties] Properties to set
         */
        constructor(properties?: pdpb.BootstrapResponse.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** BootstrapResponse header. */
        header?: (pdpb.ResponseHeader.$Properties|null);

        /**
         * Creates a new BootstrapResponse instance using the specified properties.
         * @param [properties] Properties to set
         * @returns BootstrapResponse instance
         */
        static create(properties: pdpb.BootstrapResponse.$Shape): pdpb.BootstrapResponse & pdpb.BootstrapResponse.$Shape;
        static create(properties?: pdpb.BootstrapResponse.$Properties): pdpb.BootstrapResponse;

        /**
         * Encodes the specified BootstrapResponse message. Does not implicitly {@link pdpb.BootstrapResponse.verify|verify} messages.
         * @param message BootstrapResponse message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: pdpb.BootstrapResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a BootstrapResponse message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {pdpb.BootstrapResponse & pdpb.BootstrapResponse.$Shape} BootstrapResponse
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): pdpb.BootstrapResponse & pdpb.BootstrapResponse.$Shape;

        /**
         * Creates a BootstrapResponse message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns BootstrapResponse
         */
        static fromObject(object: { [k: string]: any }): pdpb.BootstrapResponse;

        /**
         * Creates a plain object from a BootstrapResponse message. Also converts values to other types if specified.
         * @param message BootstrapResponse
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: pdpb.BootstrapResponse, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this BootstrapResponse to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace BootstrapResponse {

        /** Properties of a BootstrapResponse. */
        interface $Properties {

            /** BootstrapResponse header */
            header?: (pdpb.ResponseHeader.$Properties|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a BootstrapResponse. */
        type $Shape = pdpb.BootstrapResponse.$Properties;
    }

    /**
     * Properties of an AllocIDRequest.
     * @deprecated Use pdpb.AllocIDRequest.$Properties instead.
     */
    interface IAllocIDRequest extends pdpb.AllocIDRequest.$Properties {
    }

    /** Represents an AllocIDRequest. */
    class AllocIDRequest {

        /**
         * Constructs a new AllocIDRequest.
         * @param [properties] Properties to set
         */
        constructor(properties?: pdpb.AllocIDRequest.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** AllocIDRequest header. */
        header?: (pdpb.RequestHeader.$Properties|null);

        /** AllocIDRequest count. */
        count: number;

        /**
         * Creates a new AllocIDRequest instance using the specified properties.
         * @param [properties] Properties to set
         * @returns AllocIDRequest instance
         */
        static create(properties: pdpb.AllocIDRequest.$Shape): pdpb.AllocIDRequest & pdpb.AllocIDRequest.$Shape;
        static create(properties?: pdpb.AllocIDRequest.$Properties): pdpb.AllocIDRequest;

        /**
         * Encodes the specified AllocIDRequest message. Does not implicitly {@link pdpb.AllocIDRequest.verify|verify} messages.
         * @param message AllocIDRequest message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: pdpb.AllocIDRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes an AllocIDRequest message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {pdpb.AllocIDRequest & pdpb.AllocIDRequest.$Shape} AllocIDRequest
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): pdpb.AllocIDRequest & pdpb.AllocIDRequest.$Shape;

        /**
         * Creates an AllocIDRequest message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns AllocIDRequest
         */
        static fromObject(object: { [k: string]: any }): pdpb.AllocIDRequest;

        /**
         * Creates a plain object from an AllocIDRequest message. Also converts values to other types if specified.
         * @param message AllocIDRequest
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: pdpb.AllocIDRequest, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this AllocIDRequest to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace AllocIDRequest {

        /** Properties of an AllocIDRequest. */
        interface $Properties {

            /** AllocIDRequest header */
            header?: (pdpb.RequestHeader.$Properties|null);

            /** AllocIDRequest count */
            count?: (number|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of an AllocIDRequest. */
        type $Shape = pdpb.AllocIDRequest.$Properties;
    }

    /**
     * Properties of an AllocIDResponse.
     * @deprecated Use pdpb.AllocIDResponse.$Properties instead.
     */
    interface IAllocIDResponse extends pdpb.AllocIDResponse.$Properties {
    }

    /** Represents an AllocIDResponse. */
    class AllocIDResponse {

        /**
         * Constructs a new AllocIDResponse.
         * @param [properties] Properties to set
         */
        constructor(properties?: pdpb.AllocIDResponse.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** AllocIDResponse header. */
        header?: (pdpb.ResponseHeader.$Properties|null);

        /** AllocIDResponse id. */
        id: Long;

        /** AllocIDResponse count. */
        count: number;

        /**
         * Creates a new AllocIDResponse instance using the specified properties.
         * @param [properties] Properties to set
         * @returns AllocIDResponse instance
         */
        static create(properties: pdpb.AllocIDResponse.$Shape): pdpb.AllocIDResponse & pdpb.AllocIDResponse.$Shape;
        static create(properties?: pdpb.AllocIDResponse.$Properties): pdpb.AllocIDResponse;

        /**
         * Encodes the specified AllocIDResponse message. Does not implicitly {@link pdpb.AllocIDResponse.verify|verify} messages.
         * @param message AllocIDResponse message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: pdpb.AllocIDResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes an AllocIDResponse message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {pdpb.AllocIDResponse & pdpb.AllocIDResponse.$Shape} AllocIDResponse
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): pdpb.AllocIDResponse & pdpb.AllocIDResponse.$Shape;

        /**
         * Creates an AllocIDResponse message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns AllocIDResponse
         */
        static fromObject(object: { [k: string]: any }): pdpb.AllocIDResponse;

        /**
         * Creates a plain object from an AllocIDResponse message. Also converts values to other types if specified.
         * @param message AllocIDResponse
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: pdpb.AllocIDResponse, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this AllocIDResponse to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace AllocIDResponse {

        /** Properties of an AllocIDResponse. */
        interface $Properties {

            /** AllocIDResponse header */
            header?: (pdpb.ResponseHeader.$Properties|null);

            /** AllocIDResponse id */
            id?: (Long|null);

            /** AllocIDResponse count */
            count?: (number|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of an AllocIDResponse. */
        type $Shape = pdpb.AllocIDResponse.$Properties;
    }

    /**
     * Properties of a PutStoreRequest.
     * @deprecated Use pdpb.PutStoreRequest.$Properties instead.
     */
    interface IPutStoreRequest extends pdpb.PutStoreRequest.$Properties {
    }

    /** Represents a PutStoreRequest. */
    class PutStoreRequest {

        /**
         * Constructs a new PutStoreRequest.
         * @param [properties] Properties to set
         */
        constructor(properties?: pdpb.PutStoreRequest.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** PutStoreRequest header. */
        header?: (pdpb.RequestHeader.$Properties|null);

        /** PutStoreRequest store. */
        store?: (metapb.Store.$Properties|null);

        /**
         * Creates a new PutStoreRequest instance using the specified properties.
         * @param [properties] Properties to set
         * @returns PutStoreRequest instance
         */
        static create(properties: pdpb.PutStoreRequest.$Shape): pdpb.PutStoreRequest & pdpb.PutStoreRequest.$Shape;
        static create(properties?: pdpb.PutStoreRequest.$Properties): pdpb.PutStoreRequest;

        /**
         * Encodes the specified PutStoreRequest message. Does not implicitly {@link pdpb.PutStoreRequest.verify|verify} messages.
         * @param message PutStoreRequest message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: pdpb.PutStoreRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a PutStoreRequest message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {pdpb.PutStoreRequest & pdpb.PutStoreRequest.$Shape} PutStoreRequest
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): pdpb.PutStoreRequest & pdpb.PutStoreRequest.$Shape;

        /**
         * Creates a PutStoreRequest message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns PutStoreRequest
         */
        static fromObject(object: { [k: string]: any }): pdpb.PutStoreRequest;

        /**
         * Creates a plain object from a PutStoreRequest message. Also converts values to other types if specified.
         * @param message PutStoreRequest
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: pdpb.PutStoreRequest, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this PutStoreRequest to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace PutStoreRequest {

        /** Properties of a PutStoreRequest. */
        interface $Properties {

            /** PutStoreRequest header */
            header?: (pdpb.RequestHeader.$Properties|null);

            /** PutStoreRequest store */
            store?: (metapb.Store.$Properties|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a PutStoreRequest. */
        type $Shape = pdpb.PutStoreRequest.$Properties;
    }

    /**
     * Properties of a PutStoreResponse.
     * @deprecated Use pdpb.PutStoreResponse.$Properties instead.
     */
    interface IPutStoreResponse extends pdpb.PutStoreResponse.$Properties {
    }

    /** Represents a PutStoreResponse. */
    class PutStoreResponse {

        /**
         * Constructs a new PutStoreResponse.
         * @param [properties] Properties to set
         */
        constructor(properties?: pdpb.PutStoreResponse.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** PutStoreResponse header. */
        header?: (pdpb.ResponseHeader.$Properties|null);

        /**
         * Creates a new PutStoreResponse instance using the specified properties.
         * @param [properties] Properties to set
         * @returns PutStoreResponse instance
         */
        static create(properties: pdpb.PutStoreResponse.$Shape): pdpb.PutStoreResponse & pdpb.PutStoreResponse.$Shape;
        static create(properties?: pdpb.PutStoreResponse.$Properties): pdpb.PutStoreResponse;

        /**
         * Encodes the specified PutStoreResponse message. Does not implicitly {@link pdpb.PutStoreResponse.verify|verify} messages.
         * @param message PutStoreResponse message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: pdpb.PutStoreResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a PutStoreResponse message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {pdpb.PutStoreResponse & pdpb.PutStoreResponse.$Shape} PutStoreResponse
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): pdpb.PutStoreResponse & pdpb.PutStoreResponse.$Shape;

        /**
         * Creates a PutStoreResponse message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns PutStoreResponse
         */
        static fromObject(object: { [k: string]: any }): pdpb.PutStoreResponse;

        /**
         * Creates a plain object from a PutStoreResponse message. Also converts values to other types if specified.
         * @param message PutStoreResponse
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: pdpb.PutStoreResponse, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this PutStoreResponse to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace PutStoreResponse {

        /** Properties of a PutStoreResponse. */
        interface $Properties {

            /** PutStoreResponse header */
            header?: (pdpb.ResponseHeader.$Properties|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a PutStoreResponse. */
        type $Shape = pdpb.PutStoreResponse.$Properties;
    }

    /**
     * Properties of a GetClusterConfigRequest.
     * @deprecated Use pdpb.GetClusterConfigRequest.$Properties instead.
     */
    interface IGetClusterConfigRequest extends pdpb.GetClusterConfigRequest.$Properties {
    }

    /** Represents a GetClusterConfigRequest. */
    class GetClusterConfigRequest {

        /**
         * Constructs a new GetClusterConfigRequest.
         * @param [properties] Properties to set
         */
        constructor(properties?: pdpb.GetClusterConfigRequest.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** GetClusterConfigRequest header. */
        header?: (pdpb.RequestHeader.$Properties|null);

        /**
         * Creates a new GetClusterConfigRequest instance using the specified properties.
         * @param [properties] Properties to set
         * @returns GetClusterConfigRequest instance
         */
        static create(properties: pdpb.GetClusterConfigRequest.$Shape): pdpb.GetClusterConfigRequest & pdpb.GetClusterConfigRequest.$Shape;
        static create(properties?: pdpb.GetClusterConfigRequest.$Properties): pdpb.GetClusterConfigRequest;

        /**
         * Encodes the specified GetClusterConfigRequest message. Does not implicitly {@link pdpb.GetClusterConfigRequest.verify|verify} messages.
         * @param message GetClusterConfigRequest message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: pdpb.GetClusterConfigRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a GetClusterConfigRequest message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {pdpb.GetClusterConfigRequest & pdpb.GetClusterConfigRequest.$Shape} GetClusterConfigRequest
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): pdpb.GetClusterConfigRequest & pdpb.GetClusterConfigRequest.$Shape;

        /**
         * Creates a GetClusterConfigRequest message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns GetClusterConfigRequest
         */
        static fromObject(object: { [k: string]: any }): pdpb.GetClusterConfigRequest;

        /**
         * Creates a plain object from a GetClusterConfigRequest message. Also converts values to other types if specified.
         * @param message GetClusterConfigRequest
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: pdpb.GetClusterConfigRequest, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this GetClusterConfigRequest to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace GetClusterConfigRequest {

        /** Properties of a GetClusterConfigRequest. */
        interface $Properties {

            /** GetClusterConfigRequest header */
            header?: (pdpb.RequestHeader.$Properties|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a GetClusterConfigRequest. */
        type $Shape = pdpb.GetClusterConfigRequest.$Properties;
    }

    /**
     * Properties of a GetClusterConfigResponse.
     * @deprecated Use pdpb.GetClusterConfigResponse.$Properties instead.
     */
    interface IGetClusterConfigResponse extends pdpb.GetClusterConfigResponse.$Properties {
    }

    /** Represents a GetClusterConfigResponse. */
    class GetClusterConfigResponse {

        /**
         * Constructs a new GetClusterConfigResponse.
         * @param [properties] Properties to set
         */
        constructor(properties?: pdpb.GetClusterConfigResponse.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** GetClusterConfigResponse header. */
        header?: (pdpb.ResponseHeader.$Properties|null);

        /** GetClusterConfigResponse cluster. */
        cluster?: (metapb.Cluster.$Properties|null);

        /**
         * Creates a new GetClusterConfigResponse instance using the specified properties.
         * @param [properties] Properties to set
         * @returns GetClusterConfigResponse instance
         */
        static create(properties: pdpb.GetClusterConfigResponse.$Shape): pdpb.GetClusterConfigResponse & pdpb.GetClusterConfigResponse.$Shape;
        static create(properties?: pdpb.GetClusterConfigResponse.$Properties): pdpb.GetClusterConfigResponse;

        /**
         * Encodes the specified GetClusterConfigResponse message. Does not implicitly {@link pdpb.GetClusterConfigResponse.verify|verify} messages.
         * @param message GetClusterConfigResponse message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: pdpb.GetClusterConfigResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a GetClusterConfigResponse message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {pdpb.GetClusterConfigResponse & pdpb.GetClusterConfigResponse.$Shape} GetClusterConfigResponse
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): pdpb.GetClusterConfigResponse & pdpb.GetClusterConfigResponse.$Shape;

        /**
         * Creates a GetClusterConfigResponse message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns GetClusterConfigResponse
         */
        static fromObject(object: { [k: string]: any }): pdpb.GetClusterConfigResponse;

        /**
         * Creates a plain object from a GetClusterConfigResponse message. Also converts values to other types if specified.
         * @param message GetClusterConfigResponse
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: pdpb.GetClusterConfigResponse, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this GetClusterConfigResponse to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace GetClusterConfigResponse {

        /** Properties of a GetClusterConfigResponse. */
        interface $Properties {

            /** GetClusterConfigResponse header */
            header?: (pdpb.ResponseHeader.$Properties|null);

            /** GetClusterConfigResponse cluster */
            cluster?: (metapb.Cluster.$Properties|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a GetClusterConfigResponse. */
        type $Shape = pdpb.GetClusterConfigResponse.$Properties;
    }

    /**
     * Properties of a RegionHeartbeatRequest.
     * @deprecated Use pdpb.RegionHeartbeatRequest.$Properties instead.
     */
    interface IRegionHeartbeatRequest extends pdpb.RegionHeartbeatRequest.$Properties {
    }

    /** Represents a RegionHeartbeatRequest. */
    class RegionHeartbeatRequest {

        /**
         * Constructs a new RegionHeartbeatRequest.
         * @param [properties] Properties to set
         */
        constructor(properties?: pdpb.RegionHeartbeatRequest.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** RegionHeartbeatRequest header. */
        header?: (pdpb.RequestHeader.$Properties|null);

        /** RegionHeartbeatRequest region. */
        region?: (metapb.Region.$Properties|null);

        /** RegionHeartbeatRequest leader. */
        leader?: (metapb.Peer.$Properties|null);

        /** RegionHeartbeatRequest downPeers. */
        downPeers: pdpb.PeerStats.$Properties[];

        /** RegionHeartbeatRequest pendingPeers. */
        pendingPeers: metapb.Peer.$Properties[];

        /** RegionHeartbeatRequest approximateSize. */
        approximateSize: Long;

        /** RegionHeartbeatRequest approximateKeys. */
        approximateKeys: Long;

        /** RegionHeartbeatRequest term. */
        term: Long;

        /**
         * Creates a new RegionHeartbeatRequest instance using the specified properties.
         * @param [properties] Properties to set
         * @returns RegionHeartbeatRequest instance
         */
        static create(properties: pdpb.RegionHeartbeatRequest.$Shape): pdpb.RegionHeartbeatRequest & pdpb.RegionHeartbeatRequest.$Shape;
        static create(properties?: pdpb.RegionHeartbeatRequest.$Properties): pdpb.RegionHeartbeatRequest;

        /**
         * Encodes the specified RegionHeartbeatRequest message. Does not implicitly {@link pdpb.RegionHeartbeatRequest.verify|verify} messages.
         * @param message RegionHeartbeatRequest message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: pdpb.RegionHeartbeatRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a RegionHeartbeatRequest message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {pdpb.RegionHeartbeatRequest & pdpb.RegionHeartbeatRequest.$Shape} RegionHeartbeatRequest
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): pdpb.RegionHeartbeatRequest & pdpb.RegionHeartbeatRequest.$Shape;

        /**
         * Creates a RegionHeartbeatRequest message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns RegionHeartbeatRequest
         */
        static fromObject(object: { [k: string]: any }): pdpb.RegionHeartbeatRequest;

        /**
         * Creates a plain object from a RegionHeartbeatRequest message. Also converts values to other types if specified.
         * @param message RegionHeartbeatRequest
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: pdpb.RegionHeartbeatRequest, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this RegionHeartbeatRequest to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace RegionHeartbeatRequest {

        /** Properties of a RegionHeartbeatRequest. */
        interface $Properties {

            /** RegionHeartbeatRequest header */
            header?: (pdpb.RequestHeader.$Properties|null);

            /** RegionHeartbeatRequest region */
            region?: (metapb.Region.$Properties|null);

            /** RegionHeartbeatRequest leader */
            leader?: (metapb.Peer.$Properties|null);

            /** RegionHeartbeatRequest downPeers */
            downPeers?: (pdpb.PeerStats.$Properties[]|null);

            /** RegionHeartbeatRequest pendingPeers */
            pendingPeers?: (metapb.Peer.$Properties[]|null);

            /** RegionHeartbeatRequest approximateSize */
            approximateSize?: (Long|null);

            /** RegionHeartbeatRequest approximateKeys */
            approximateKeys?: (Long|null);

            /** RegionHeartbeatRequest term */
            term?: (Long|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a RegionHeartbeatRequest. */
        type $Shape = pdpb.RegionHeartbeatRequest.$Properties;
    }

    /**
     * Properties of a RegionHeartbeatResponse.
     * @deprecated Use pdpb.RegionHeartbeatResponse.$Properties instead.
     */
    interface IRegionHeartbeatResponse extends pdpb.RegionHeartbeatResponse.$Properties {
    }

    /** Represents a RegionHeartbeatResponse. */
    class RegionHeartbeatResponse {

        /**
         * Constructs a new RegionHeartbeatResponse.
         * @param [properties] Properties to set
         */
        constructor(properties?: pdpb.RegionHeartbeatResponse.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** RegionHeartbeatResponse header. */
        header?: (pdpb.ResponseHeader.$Properties|null);

        /** RegionHeartbeatResponse regionId. */
        regionId: Long;

        /** RegionHeartbeatResponse regionEpoch. */
        regionEpoch?: (metapb.RegionEpoch.$Properties|null);

        /** RegionHeartbeatResponse targetPeer. */
        targetPeer?: (metapb.Peer.$Properties|null);

        /**
         * Creates a new RegionHeartbeatResponse instance using the specified properties.
         * @param [properties] Properties to set
         * @returns RegionHeartbeatResponse instance
         */
        static create(properties: pdpb.RegionHeartbeatResponse.$Shape): pdpb.RegionHeartbeatResponse & pdpb.RegionHeartbeatResponse.$Shape;
        static create(properties?: pdpb.RegionHeartbeatResponse.$Properties): pdpb.RegionHeartbeatResponse;

        /**
         * Encodes the specified RegionHeartbeatResponse message. Does not implicitly {@link pdpb.RegionHeartbeatResponse.verify|verify} messages.
         * @param message RegionHeartbeatResponse message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: pdpb.RegionHeartbeatResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a RegionHeartbeatResponse message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {pdpb.RegionHeartbeatResponse & pdpb.RegionHeartbeatResponse.$Shape} RegionHeartbeatResponse
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): pdpb.RegionHeartbeatResponse & pdpb.RegionHeartbeatResponse.$Shape;

        /**
         * Creates a RegionHeartbeatResponse message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns RegionHeartbeatResponse
         */
        static fromObject(object: { [k: string]: any }): pdpb.RegionHeartbeatResponse;

        /**
         * Creates a plain object from a RegionHeartbeatResponse message. Also converts values to other types if specified.
         * @param message RegionHeartbeatResponse
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: pdpb.RegionHeartbeatResponse, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this RegionHeartbeatResponse to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace RegionHeartbeatResponse {

        /** Properties of a RegionHeartbeatResponse. */
        interface $Properties {

            /** RegionHeartbeatResponse header */
            header?: (pdpb.ResponseHeader.$Properties|null);

            /** RegionHeartbeatResponse regionId */
            regionId?: (Long|null);

            /** RegionHeartbeatResponse regionEpoch */
            regionEpoch?: (metapb.RegionEpoch.$Properties|null);

            /** RegionHeartbeatResponse targetPeer */
            targetPeer?: (metapb.Peer.$Properties|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a RegionHeartbeatResponse. */
        type $Shape = pdpb.RegionHeartbeatResponse.$Properties;
    }

    /**
     * Properties of a ScatterRegionRequest.
     * @deprecated Use pdpb.ScatterRegionRequest.$Properties instead.
     */
    interface IScatterRegionRequest extends pdpb.ScatterRegionRequest.$Properties {
    }

    /** Represents a ScatterRegionRequest. */
    class ScatterRegionRequest {

        /**
         * Constructs a new ScatterRegionRequest.
         * @param [properties] Properties to set
         */
        constructor(properties?: pdpb.ScatterRegionRequest.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** ScatterRegionRequest header. */
        header?: (pdpb.RequestHeader.$Properties|null);

        /** ScatterRegionRequest regionId. */
        regionId: Long;

        /** ScatterRegionRequest regionsId. */
        regionsId: Long[];

        /**
         * Creates a new ScatterRegionRequest instance using the specified properties.
         * @param [properties] Properties to set
         * @returns ScatterRegionRequest instance
         */
        static create(properties: pdpb.ScatterRegionRequest.$Shape): pdpb.ScatterRegionRequest & pdpb.ScatterRegionRequest.$Shape;
        static create(properties?: pdpb.ScatterRegionRequest.$Properties): pdpb.ScatterRegionRequest;

        /**
         * Encodes the specified ScatterRegionRequest message. Does not implicitly {@link pdpb.ScatterRegionRequest.verify|verify} messages.
         * @param message ScatterRegionRequest message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: pdpb.ScatterRegionRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a ScatterRegionRequest message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {pdpb.ScatterRegionRequest & pdpb.ScatterRegionRequest.$Shape} ScatterRegionRequest
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): pdpb.ScatterRegionRequest & pdpb.ScatterRegionRequest.$Shape;

        /**
         * Creates a ScatterRegionRequest message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns ScatterRegionRequest
         */
        static fromObject(object: { [k: string]: any }): pdpb.ScatterRegionRequest;

        /**
         * Creates a plain object from a ScatterRegionRequest message. Also converts values to other types if specified.
         * @param message ScatterRegionRequest
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: pdpb.ScatterRegionRequest, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this ScatterRegionRequest to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace ScatterRegionRequest {

        /** Properties of a ScatterRegionRequest. */
        interface $Properties {

            /** ScatterRegionRequest header */
            header?: (pdpb.RequestHeader.$Properties|null);

            /** ScatterRegionRequest regionId */
            regionId?: (Long|null);

            /** ScatterRegionRequest regionsId */
            regionsId?: (Long[]|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a ScatterRegionRequest. */
        type $Shape = pdpb.ScatterRegionRequest.$Properties;
    }

    /**
     * Properties of a ScatterRegionResponse.
     * @deprecated Use pdpb.ScatterRegionResponse.$Properties instead.
     */
    interface IScatterRegionResponse extends pdpb.ScatterRegionResponse.$Properties {
    }

    /** Represents a ScatterRegionResponse. */
    class ScatterRegionResponse {

        /**
         * Constructs a new ScatterRegionResponse.
         * @param [properties] Properties to set
         */
        constructor(properties?: pdpb.ScatterRegionResponse.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** ScatterRegionResponse header. */
        header?: (pdpb.ResponseHeader.$Properties|null);

        /** ScatterRegionResponse finishedPercentage. */
        finishedPercentage: Long;

        /** ScatterRegionResponse failedRegionsId. */
        failedRegionsId: Long[];

        /**
         * Creates a new ScatterRegionResponse instance using the specified properties.
         * @param [properties] Properties to set
         * @returns ScatterRegionResponse instance
         */
        static create(properties: pdpb.ScatterRegionResponse.$Shape): pdpb.ScatterRegionResponse & pdpb.ScatterRegionResponse.$Shape;
        static create(properties?: pdpb.ScatterRegionResponse.$Properties): pdpb.ScatterRegionResponse;

        /**
         * Encodes the specified ScatterRegionResponse message. Does not implicitly {@link pdpb.ScatterRegionResponse.verify|verify} messages.
         * @param message ScatterRegionResponse message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: pdpb.ScatterRegionResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a ScatterRegionResponse message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {pdpb.ScatterRegionResponse & pdpb.ScatterRegionResponse.$Shape} ScatterRegionResponse
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): pdpb.ScatterRegionResponse & pdpb.ScatterRegionResponse.$Shape;

        /**
         * Creates a ScatterRegionResponse message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns ScatterRegionResponse
         */
        static fromObject(object: { [k: string]: any }): pdpb.ScatterRegionResponse;

        /**
         * Creates a plain object from a ScatterRegionResponse message. Also converts values to other types if specified.
         * @param message ScatterRegionResponse
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: pdpb.ScatterRegionResponse, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this ScatterRegionResponse to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace ScatterRegionResponse {

        /** Properties of a ScatterRegionResponse. */
        interface $Properties {

            /** ScatterRegionResponse header */
            header?: (pdpb.ResponseHeader.$Properties|null);

            /** ScatterRegionResponse finishedPercentage */
            finishedPercentage?: (Long|null);

            /** ScatterRegionResponse failedRegionsId */
            failedRegionsId?: (Long[]|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a ScatterRegionResponse. */
        type $Shape = pdpb.ScatterRegionResponse.$Properties;
    }

    /**
     * Properties of a GetOperatorRequest.
     * @deprecated Use pdpb.GetOperatorRequest.$Properties instead.
     */
    interface IGetOperatorRequest extends pdpb.GetOperatorRequest.$Properties {
    }

    /** Represents a GetOperatorRequest. */
    class GetOperatorRequest {

        /**
         * Constructs a new GetOperatorRequest.
         * @param [properties] Properties to set
         */
        constructor(properties?: pdpb.GetOperatorRequest.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** GetOperatorRequest header. */
        header?: (pdpb.RequestHeader.$Properties|null);

        /** GetOperatorRequest regionId. */
        regionId: Long;

        /**
         * Creates a new GetOperatorRequest instance using the specified properties.
         * @param [properties] Properties to set
         * @returns GetOperatorRequest instance
         */
        static create(properties: pdpb.GetOperatorRequest.$Shape): pdpb.GetOperatorRequest & pdpb.GetOperatorRequest.$Shape;
        static create(properties?: pdpb.GetOperatorRequest.$Properties): pdpb.GetOperatorRequest;

        /**
         * Encodes the specified GetOperatorRequest message. Does not implicitly {@link pdpb.GetOperatorRequest.verify|verify} messages.
         * @param message GetOperatorRequest message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: pdpb.GetOperatorRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a GetOperatorRequest message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {pdpb.GetOperatorRequest & pdpb.GetOperatorRequest.$Shape} GetOperatorRequest
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): pdpb.GetOperatorRequest & pdpb.GetOperatorRequest.$Shape;

        /**
         * Creates a GetOperatorRequest message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns GetOperatorRequest
         */
        static fromObject(object: { [k: string]: any }): pdpb.GetOperatorRequest;

        /**
         * Creates a plain object from a GetOperatorRequest message. Also converts values to other types if specified.
         * @param message GetOperatorRequest
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: pdpb.GetOperatorRequest, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this GetOperatorRequest to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace GetOperatorRequest {

        /** Properties of a GetOperatorRequest. */
        interface $Properties {

            /** GetOperatorRequest header */
            header?: (pdpb.RequestHeader.$Properties|null);

            /** GetOperatorRequest regionId */
            regionId?: (Long|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a GetOperatorRequest. */
        type $Shape = pdpb.GetOperatorRequest.$Properties;
    }

    /** OperatorStatus enum. */
    enum OperatorStatus {

        /** SUCCESS value */
        SUCCESS = 0,

        /** TIMEOUT value */
        TIMEOUT = 1,

        /** CANCEL value */
        CANCEL = 2,

        /** REPLACE value */
        REPLACE = 3,

        /** RUNNING value */
        RUNNING = 4
    }

    /**
     * Properties of a GetOperatorResponse.
     * @deprecated Use pdpb.GetOperatorResponse.$Properties instead.
     */
    interface IGetOperatorResponse extends pdpb.GetOperatorResponse.$Properties {
    }

    /** Represents a GetOperatorResponse. */
    class GetOperatorResponse {

        /**
         * Constructs a new GetOperatorResponse.
         * @param [properties] Properties to set
         */
        constructor(properties?: pdpb.GetOperatorResponse.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** GetOperatorResponse header. */
        header?: (pdpb.ResponseHeader.$Properties|null);

        /** GetOperatorResponse regionId. */
        regionId: Long;

        /** GetOperatorResponse desc. */
        desc: Uint8Array;

        /** GetOperatorResponse status. */
        status: pdpb.OperatorStatus;

        /** GetOperatorResponse kind. */
        kind: Uint8Array;

        /**
         * Creates a new GetOperatorResponse instance using the specified properties.
         * @param [properties] Properties to set
         * @returns GetOperatorResponse instance
         */
        static create(properties: pdpb.GetOperatorResponse.$Shape): pdpb.GetOperatorResponse & pdpb.GetOperatorResponse.$Shape;
        static create(properties?: pdpb.GetOperatorResponse.$Properties): pdpb.GetOperatorResponse;

        /**
         * Encodes the specified GetOperatorResponse message. Does not implicitly {@link pdpb.GetOperatorResponse.verify|verify} messages.
         * @param message GetOperatorResponse message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: pdpb.GetOperatorResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a GetOperatorResponse message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {pdpb.GetOperatorResponse & pdpb.GetOperatorResponse.$Shape} GetOperatorResponse
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): pdpb.GetOperatorResponse & pdpb.GetOperatorResponse.$Shape;

        /**
         * Creates a GetOperatorResponse message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns GetOperatorResponse
         */
        static fromObject(object: { [k: string]: any }): pdpb.GetOperatorResponse;

        /**
         * Creates a plain object from a GetOperatorResponse message. Also converts values to other types if specified.
         * @param message GetOperatorResponse
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: pdpb.GetOperatorResponse, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this GetOperatorResponse to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace GetOperatorResponse {

        /** Properties of a GetOperatorResponse. */
        interface $Properties {

            /** GetOperatorResponse header */
            header?: (pdpb.ResponseHeader.$Properties|null);

            /** GetOperatorResponse regionId */
            regionId?: (Long|null);

            /** GetOperatorResponse desc */
            desc?: (Uint8Array|null);

            /** GetOperatorResponse status */
            status?: (pdpb.OperatorStatus|null);

            /** GetOperatorResponse kind */
            kind?: (Uint8Array|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a GetOperatorResponse. */
        type $Shape = pdpb.GetOperatorResponse.$Properties;
    }
}

/** Namespace tikvpb. */
export namespace tikvpb {

    /**
     * Properties of a BatchCommandsRequest.
     * @deprecated Use tikvpb.BatchCommandsRequest.$Properties instead.
     */
    interface IBatchCommandsRequest extends tikvpb.BatchCommandsRequest.$Properties {
    }

    /** Represents a BatchCommandsRequest. */
    class BatchCommandsRequest {

        /**
         * Constructs a new BatchCommandsRequest.
         * @param [properties] Properties to set
         */
        constructor(properties?: tikvpb.BatchCommandsRequest.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** BatchCommandsRequest requests. */
        requests: tikvpb.BatchCommandsRequest.Request.$Properties[];

        /** BatchCommandsRequest requestIds. */
        requestIds: Long[];

        /**
         * Creates a new BatchCommandsRequest instance using the specified properties.
         * @param [properties] Properties to set
         * @returns BatchCommandsRequest instance
         */
        static create(properties: tikvpb.BatchCommandsRequest.$Shape): tikvpb.BatchCommandsRequest & tikvpb.BatchCommandsRequest.$Shape;
        static create(properties?: tikvpb.BatchCommandsRequest.$Properties): tikvpb.BatchCommandsRequest;

        /**
         * Encodes the specified BatchCommandsRequest message. Does not implicitly {@link tikvpb.BatchCommandsRequest.verify|verify} messages.
         * @param message BatchCommandsRequest message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: tikvpb.BatchCommandsRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a BatchCommandsRequest message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {tikvpb.BatchCommandsRequest & tikvpb.BatchCommandsRequest.$Shape} BatchCommandsRequest
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tikvpb.BatchCommandsRequest & tikvpb.BatchCommandsRequest.$Shape;

        /**
         * Creates a BatchCommandsRequest message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns BatchCommandsRequest
         */
        static fromObject(object: { [k: string]: any }): tikvpb.BatchCommandsRequest;

        /**
         * Creates a plain object from a BatchCommandsRequest message. Also converts values to other types if specified.
         * @param message BatchCommandsRequest
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: tikvpb.BatchCommandsRequest, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this BatchCommandsRequest to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace BatchCommandsRequest {

        /** Properties of a BatchCommandsRequest. */
        interface $Properties {

            /** BatchCommandsRequest requests */
            requests?: (tikvpb.BatchCommandsRequest.Request.$Properties[]|null);

            /** BatchCommandsRequest requestIds */
            requestIds?: (Long[]|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a BatchCommandsRequest. */
        type $Shape = {
          requests?: tikvpb.BatchCommandsRequest.Request.$Shape[]|null;
          requestIds?: Long[]|null;
          $unknowns?: Uint8Array[];
        };

        /**
         * Properties of a Request.
         * @deprecated Use tikvpb.BatchCommandsRequest.Request.$Properties instead.
         */
        interface IRequest extends tikvpb.BatchCommandsRequest.Request.$Properties {
        }

        /** Represents a Request. */
        class Request {

            /**
             * Constructs a new Request.
             * @param [properties] Properties to set
             */
            constructor(properties?: tikvpb.BatchCommandsRequest.Request.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Request get. */
            get?: (kvrpcpb.GetRequest.$Properties|null);

            /** Request scan. */
            scan?: (kvrpcpb.ScanRequest.$Properties|null);

            /** Request prewrite. */
            prewrite?: (kvrpcpb.PrewriteRequest.$Properties|null);

            /** Request commit. */
            commit?: (kvrpcpb.CommitRequest.$Properties|null);

            /** Request batchGet. */
            batchGet?: (kvrpcpb.BatchGetRequest.$Properties|null);

            /** Request batchRollback. */
            batchRollback?: (kvrpcpb.BatchRollbackRequest.$Properties|null);

            /** Request scanLock. */
            scanLock?: (kvrpcpb.ScanLockRequest.$Properties|null);

            /** Request resolveLock. */
            resolveLock?: (kvrpcpb.ResolveLockRequest.$Properties|null);

            /** Request deleteRange. */
            deleteRange?: (kvrpcpb.DeleteRangeRequest.$Properties|null);

            /** Request pessimisticLock. */
            pessimisticLock?: (kvrpcpb.PessimisticLockRequest.$Properties|null);

            /** Request pessimisticRollback. */
            pessimisticRollback?: (kvrpcpb.PessimisticRollbackRequest.$Properties|null);

            /** Request checkTxnStatus. */
            checkTxnStatus?: (kvrpcpb.CheckTxnStatusRequest.$Properties|null);

            /** Request txnHeartBeat. */
            txnHeartBeat?: (kvrpcpb.TxnHeartBeatRequest.$Properties|null);

            /** Request checkSecondaryLocks. */
            checkSecondaryLocks?: (kvrpcpb.CheckSecondaryLocksRequest.$Properties|null);

            /** Request flush. */
            flush?: (kvrpcpb.FlushRequest.$Properties|null);

            /** Request bufferBatchGet. */
            bufferBatchGet?: (kvrpcpb.BufferBatchGetRequest.$Properties|null);

            /** Request cmd. */
            cmd?: ("get"|"scan"|"prewrite"|"commit"|"batchGet"|"batchRollback"|"scanLock"|"resolveLock"|"deleteRange"|"pessimisticLock"|"pessimisticRollback"|"checkTxnStatus"|"txnHeartBeat"|"checkSecondaryLocks"|"flush"|"bufferBatchGet");

            /**
             * Creates a new Request instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Request instance
             */
            static create(properties: tikvpb.BatchCommandsRequest.Request.$Shape): tikvpb.BatchCommandsRequest.Request & tikvpb.BatchCommandsRequest.Request.$Shape;
            static create(properties?: tikvpb.BatchCommandsRequest.Request.$Properties): tikvpb.BatchCommandsRequest.Request;

            /**
             * Encodes the specified Request message. Does not implicitly {@link tikvpb.BatchCommandsRequest.Request.verify|verify} messages.
             * @param message Request message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tikvpb.BatchCommandsRequest.Request.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Request message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tikvpb.BatchCommandsRequest.Request & tikvpb.BatchCommandsRequest.Request.$Shape} Request
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tikvpb.BatchCommandsRequest.Request & tikvpb.BatchCommandsRequest.Request.$Shape;

            /**
             * Creates a Request message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns Request
             */
            static fromObject(object: { [k: string]: any }): tikvpb.BatchCommandsRequest.Request;

            /**
             * Creates a plain object from a Request message. Also converts values to other types if specified.
             * @param message Request
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tikvpb.BatchCommandsRequest.Request, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this Request to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace Request {

            /** Properties of a Request. */
            interface $Properties {

                /** Request get */
                get?: (kvrpcpb.GetRequest.$Properties|null);

                /** Request scan */
                scan?: (kvrpcpb.ScanRequest.$Properties|null);

                /** Request prewrite */
                prewrite?: (kvrpcpb.PrewriteRequest.$Properties|null);

                /** Request commit */
                commit?: (kvrpcpb.CommitRequest.$Properties|null);

                /** Request batchGet */
                batchGet?: (kvrpcpb.BatchGetRequest.$Properties|null);

                /** Request batchRollback */
                batchRollback?: (kvrpcpb.BatchRollbackRequest.$Properties|null);

                /** Request scanLock */
                scanLock?: (kvrpcpb.ScanLockRequest.$Properties|null);

                /** Request resolveLock */
                resolveLock?: (kvrpcpb.ResolveLockRequest.$Properties|null);

                /** Request deleteRange */
                deleteRange?: (kvrpcpb.DeleteRangeRequest.$Properties|null);

                /** Request pessimisticLock */
                pessimisticLock?: (kvrpcpb.PessimisticLockRequest.$Properties|null);

                /** Request pessimisticRollback */
                pessimisticRollback?: (kvrpcpb.PessimisticRollbackRequest.$Properties|null);

                /** Request checkTxnStatus */
                checkTxnStatus?: (kvrpcpb.CheckTxnStatusRequest.$Properties|null);

                /** Request txnHeartBeat */
                txnHeartBeat?: (kvrpcpb.TxnHeartBeatRequest.$Properties|null);

                /** Request checkSecondaryLocks */
                checkSecondaryLocks?: (kvrpcpb.CheckSecondaryLocksRequest.$Properties|null);

                /** Request flush */
                flush?: (kvrpcpb.FlushRequest.$Properties|null);

                /** Request bufferBatchGet */
                bufferBatchGet?: (kvrpcpb.BufferBatchGetRequest.$Properties|null);

                /** Request cmd */
                cmd?: ("get"|"scan"|"prewrite"|"commit"|"batchGet"|"batchRollback"|"scanLock"|"resolveLock"|"deleteRange"|"pessimisticLock"|"pessimisticRollback"|"checkTxnStatus"|"txnHeartBeat"|"checkSecondaryLocks"|"flush"|"bufferBatchGet");

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Narrowed shape of a Request. */
            type $Shape = {
              get?: kvrpcpb.GetRequest.$Shape|null;
              scan?: kvrpcpb.ScanRequest.$Shape|null;
              prewrite?: kvrpcpb.PrewriteRequest.$Shape|null;
              commit?: kvrpcpb.CommitRequest.$Shape|null;
              batchGet?: kvrpcpb.BatchGetRequest.$Shape|null;
              batchRollback?: kvrpcpb.BatchRollbackRequest.$Shape|null;
              scanLock?: kvrpcpb.ScanLockRequest.$Shape|null;
              resolveLock?: kvrpcpb.ResolveLockRequest.$Shape|null;
              deleteRange?: kvrpcpb.DeleteRangeRequest.$Shape|null;
              pessimisticLock?: kvrpcpb.PessimisticLockRequest.$Shape|null;
              pessimisticRollback?: kvrpcpb.PessimisticRollbackRequest.$Shape|null;
              checkTxnStatus?: kvrpcpb.CheckTxnStatusRequest.$Shape|null;
              txnHeartBeat?: kvrpcpb.TxnHeartBeatRequest.$Shape|null;
              checkSecondaryLocks?: kvrpcpb.CheckSecondaryLocksRequest.$Shape|null;
              flush?: kvrpcpb.FlushRequest.$Shape|null;
              bufferBatchGet?: kvrpcpb.BufferBatchGetRequest.$Shape|null;
              $unknowns?: Uint8Array[];
            } & (
              ({ cmd?: undefined; get?: null; scan?: null; prewrite?: null; commit?: null; batchGet?: null; batchRollback?: null; scanLock?: null; resolveLock?: null; deleteRange?: null; pessimisticLock?: null; pessimisticRollback?: null; checkTxnStatus?: null; txnHeartBeat?: null; checkSecondaryLocks?: null; flush?: null; bufferBatchGet?: null }|{ cmd?: "get"; get: kvrpcpb.GetRequest.$Shape; scan?: null; prewrite?: null; commit?: null; batchGet?: null; batchRollback?: null; scanLock?: null; resolveLock?: null; deleteRange?: null; pessimisticLock?: null; pessimisticRollback?: null; checkTxnStatus?: null; txnHeartBeat?: null; checkSecondaryLocks?: null; flush?: null; bufferBatchGet?: null }|{ cmd?: "scan"; get?: null; scan: kvrpcpb.ScanRequest.$Shape; prewrite?: null; commit?: null; batchGet?: null; batchRollback?: null; scanLock?: null; resolveLock?: null; deleteRange?: null; pessimisticLock?: null; pessimisticRollback?: null; checkTxnStatus?: null; txnHeartBeat?: null; checkSecondaryLocks?: null; flush?: null; bufferBatchGet?: null }|{ cmd?: "prewrite"; get?: null; scan?: null; prewrite: kvrpcpb.PrewriteRequest.$Shape; commit?: null; batchGet?: null; batchRollback?: null; scanLock?: null; resolveLock?: null; deleteRange?: null; pessimisticLock?: null; pessimisticRollback?: null; checkTxnStatus?: null; txnHeartBeat?: null; checkSecondaryLocks?: null; flush?: null; bufferBatchGet?: null }|{ cmd?: "commit"; get?: null; scan?: null; prewrite?: null; commit: kvrpcpb.CommitRequest.$Shape; batchGet?: null; batchRollback?: null; scanLock?: null; resolveLock?: null; deleteRange?: null; pessimisticLock?: null; pessimisticRollback?: null; checkTxnStatus?: null; txnHeartBeat?: null; checkSecondaryLocks?: null; flush?: null; bufferBatchGet?: null }|{ cmd?: "batchGet"; get?: null; scan?: null; prewrite?: null; commit?: null; batchGet: kvrpcpb.BatchGetRequest.$Shape; batchRollback?: null; scanLock?: null; resolveLock?: null; deleteRange?: null; pessimisticLock?: null; pessimisticRollback?: null; checkTxnStatus?: null; txnHeartBeat?: null; checkSecondaryLocks?: null; flush?: null; bufferBatchGet?: null }|{ cmd?: "batchRollback"; get?: null; scan?: null; prewrite?: null; commit?: null; batchGet?: null; batchRollback: kvrpcpb.BatchRollbackRequest.$Shape; scanLock?: null; resolveLock?: null; deleteRange?: null; pessimisticLock?: null; pessimisticRollback?: null; checkTxnStatus?: null; txnHeartBeat?: null; checkSecondaryLocks?: null; flush?: null; bufferBatchGet?: null }|{ cmd?: "scanLock"; get?: null; scan?: null; prewrite?: null; commit?: null; batchGet?: null; batchRollback?: null; scanLock: kvrpcpb.ScanLockRequest.$Shape; resolveLock?: null; deleteRange?: null; pessimisticLock?: null; pessimisticRollback?: null; checkTxnStatus?: null; txnHeartBeat?: null; checkSecondaryLocks?: null; flush?: null; bufferBatchGet?: null }|{ cmd?: "resolveLock"; get?: null; scan?: null; prewrite?: null; commit?: null; batchGet?: null; batchRollback?: null; scanLock?: null; resolveLock: kvrpcpb.ResolveLockRequest.$Shape; deleteRange?: null; pessimisticLock?: null; pessimisticRollback?: null; checkTxnStatus?: null; txnHeartBeat?: null; checkSecondaryLocks?: null; flush?: null; bufferBatchGet?: null }|{ cmd?: "deleteRange"; get?: null; scan?: null; prewrite?: null; commit?: null; batchGet?: null; batchRollback?: null; scanLock?: null; resolveLock?: null; deleteRange: kvrpcpb.DeleteRangeRequest.$Shape; pessimisticLock?: null; pessimisticRollback?: null; checkTxnStatus?: null; txnHeartBeat?: null; checkSecondaryLocks?: null; flush?: null; bufferBatchGet?: null }|{ cmd?: "pessimisticLock"; get?: null; scan?: null; prewrite?: null; commit?: null; batchGet?: null; batchRollback?: null; scanLock?: null; resolveLock?: null; deleteRange?: null; pessimisticLock: kvrpcpb.PessimisticLockRequest.$Shape; pessimisticRollback?: null; checkTxnStatus?: null; txnHeartBeat?: null; checkSecondaryLocks?: null; flush?: null; bufferBatchGet?: null }|{ cmd?: "pessimisticRollback"; get?: null; scan?: null; prewrite?: null; commit?: null; batchGet?: null; batchRollback?: null; scanLock?: null; resolveLock?: null; deleteRange?: null; pessimisticLock?: null; pessimisticRollback: kvrpcpb.PessimisticRollbackRequest.$Shape; checkTxnStatus?: null; txnHeartBeat?: null; checkSecondaryLocks?: null; flush?: null; bufferBatchGet?: null }|{ cmd?: "checkTxnStatus"; get?: null; scan?: null; prewrite?: null; commit?: null; batchGet?: null; batchRollback?: null; scanLock?: null; resolveLock?: null; deleteRange?: null; pessimisticLock?: null; pessimisticRollback?: null; checkTxnStatus: kvrpcpb.CheckTxnStatusRequest.$Shape; txnHeartBeat?: null; checkSecondaryLocks?: null; flush?: null; bufferBatchGet?: null }|{ cmd?: "txnHeartBeat"; get?: null; scan?: null; prewrite?: null; commit?: null; batchGet?: null; batchRollback?: null; scanLock?: null; resolveLock?: null; deleteRange?: null; pessimisticLock?: null; pessimisticRollback?: null; checkTxnStatus?: null; txnHeartBeat: kvrpcpb.TxnHeartBeatRequest.$Shape; checkSecondaryLocks?: null; flush?: null; bufferBatchGet?: null }|{ cmd?: "checkSecondaryLocks"; get?: null; scan?: null; prewrite?: null; commit?: null; batchGet?: null; batchRollback?: null; scanLock?: null; resolveLock?: null; deleteRange?: null; pessimisticLock?: null; pessimisticRollback?: null; checkTxnStatus?: null; txnHeartBeat?: null; checkSecondaryLocks: kvrpcpb.CheckSecondaryLocksRequest.$Shape; flush?: null; bufferBatchGet?: null }|{ cmd?: "flush"; get?: null; scan?: null; prewrite?: null; commit?: null; batchGet?: null; batchRollback?: null; scanLock?: null; resolveLock?: null; deleteRange?: null; pessimisticLock?: null; pessimisticRollback?: null; checkTxnStatus?: null; txnHeartBeat?: null; checkSecondaryLocks?: null; flush: kvrpcpb.FlushRequest.$Shape; bufferBatchGet?: null }|{ cmd?: "bufferBatchGet"; get?: null; scan?: null; prewrite?: null; commit?: null; batchGet?: null; batchRollback?: null; scanLock?: null; resolveLock?: null; deleteRange?: null; pessimisticLock?: null; pessimisticRollback?: null; checkTxnStatus?: null; txnHeartBeat?: null; checkSecondaryLocks?: null; flush?: null; bufferBatchGet: kvrpcpb.BufferBatchGetRequest.$Shape })
            );
        }
    }

    /**
     * Properties of a BatchCommandsResponse.
     * @deprecated Use tikvpb.BatchCommandsResponse.$Properties instead.
     */
    interface IBatchCommandsResponse extends tikvpb.BatchCommandsResponse.$Properties {
    }

    /** Represents a BatchCommandsResponse. */
    class BatchCommandsResponse {

        /**
         * Constructs a new BatchCommandsResponse.
         * @param [properties] Properties to set
         */
        constructor(properties?: tikvpb.BatchCommandsResponse.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** BatchCommandsResponse responses. */
        responses: tikvpb.BatchCommandsResponse.Response.$Properties[];

        /** BatchCommandsResponse requestIds. */
        requestIds: Long[];

        /**
         * Creates a new BatchCommandsResponse instance using the specified properties.
         * @param [properties] Properties to set
         * @returns BatchCommandsResponse instance
         */
        static create(properties: tikvpb.BatchCommandsResponse.$Shape): tikvpb.BatchCommandsResponse & tikvpb.BatchCommandsResponse.$Shape;
        static create(properties?: tikvpb.BatchCommandsResponse.$Properties): tikvpb.BatchCommandsResponse;

        /**
         * Encodes the specified BatchCommandsResponse message. Does not implicitly {@link tikvpb.BatchCommandsResponse.verify|verify} messages.
         * @param message BatchCommandsResponse message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: tikvpb.BatchCommandsResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a BatchCommandsResponse message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {tikvpb.BatchCommandsResponse & tikvpb.BatchCommandsResponse.$Shape} BatchCommandsResponse
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tikvpb.BatchCommandsResponse & tikvpb.BatchCommandsResponse.$Shape;

        /**
         * Creates a BatchCommandsResponse message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns BatchCommandsResponse
         */
        static fromObject(object: { [k: string]: any }): tikvpb.BatchCommandsResponse;

        /**
         * Creates a plain object from a BatchCommandsResponse message. Also converts values to other types if specified.
         * @param message BatchCommandsResponse
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: tikvpb.BatchCommandsResponse, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this BatchCommandsResponse to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace BatchCommandsResponse {

        /** Properties of a BatchCommandsResponse. */
        interface $Properties {

            /** BatchCommandsResponse responses */
            responses?: (tikvpb.BatchCommandsResponse.Response.$Properties[]|null);

            /** BatchCommandsResponse requestIds */
            requestIds?: (Long[]|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a BatchCommandsResponse. */
        type $Shape = {
          responses?: tikvpb.BatchCommandsResponse.Response.$Shape[]|null;
          requestIds?: Long[]|null;
          $unknowns?: Uint8Array[];
        };

        /**
         * Properties of a Response.
         * @deprecated Use tikvpb.BatchCommandsResponse.Response.$Properties instead.
         */
        interface IResponse extends tikvpb.BatchCommandsResponse.Response.$Properties {
        }

        /** Represents a Response. */
        class Response {

            /**
             * Constructs a new Response.
             * @param [properties] Properties to set
             */
            constructor(properties?: tikvpb.BatchCommandsResponse.Response.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Response get. */
            get?: (kvrpcpb.GetResponse.$Properties|null);

            /** Response scan. */
            scan?: (kvrpcpb.ScanResponse.$Properties|null);

            /** Response prewrite. */
            prewrite?: (kvrpcpb.PrewriteResponse.$Properties|null);

            /** Response commit. */
            commit?: (kvrpcpb.CommitResponse.$Properties|null);

            /** Response batchGet. */
            batchGet?: (kvrpcpb.BatchGetResponse.$Properties|null);

            /** Response batchRollback. */
            batchRollback?: (kvrpcpb.BatchRollbackResponse.$Properties|null);

            /** Response scanLock. */
            scanLock?: (kvrpcpb.ScanLockResponse.$Properties|null);

            /** Response resolveLock. */
            resolveLock?: (kvrpcpb.ResolveLockResponse.$Properties|null);

            /** Response deleteRange. */
            deleteRange?: (kvrpcpb.DeleteRangeResponse.$Properties|null);

            /** Response pessimisticLock. */
            pessimisticLock?: (kvrpcpb.PessimisticLockResponse.$Properties|null);

            /** Response pessimisticRollback. */
            pessimisticRollback?: (kvrpcpb.PessimisticRollbackResponse.$Properties|null);

            /** Response checkTxnStatus. */
            checkTxnStatus?: (kvrpcpb.CheckTxnStatusResponse.$Properties|null);

            /** Response txnHeartBeat. */
            txnHeartBeat?: (kvrpcpb.TxnHeartBeatResponse.$Properties|null);

            /** Response checkSecondaryLocks. */
            checkSecondaryLocks?: (kvrpcpb.CheckSecondaryLocksResponse.$Properties|null);

            /** Response flush. */
            flush?: (kvrpcpb.FlushResponse.$Properties|null);

            /** Response bufferBatchGet. */
            bufferBatchGet?: (kvrpcpb.BufferBatchGetResponse.$Properties|null);

            /** Response cmd. */
            cmd?: ("get"|"scan"|"prewrite"|"commit"|"batchGet"|"batchRollback"|"scanLock"|"resolveLock"|"deleteRange"|"pessimisticLock"|"pessimisticRollback"|"checkTxnStatus"|"txnHeartBeat"|"checkSecondaryLocks"|"flush"|"bufferBatchGet");

            /**
             * Creates a new Response instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Response instance
             */
            static create(properties: tikvpb.BatchCommandsResponse.Response.$Shape): tikvpb.BatchCommandsResponse.Response & tikvpb.BatchCommandsResponse.Response.$Shape;
            static create(properties?: tikvpb.BatchCommandsResponse.Response.$Properties): tikvpb.BatchCommandsResponse.Response;

            /**
             * Encodes the specified Response message. Does not implicitly {@link tikvpb.BatchCommandsResponse.Response.verify|verify} messages.
             * @param message Response message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tikvpb.BatchCommandsResponse.Response.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Response message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tikvpb.BatchCommandsResponse.Response & tikvpb.BatchCommandsResponse.Response.$Shape} Response
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tikvpb.BatchCommandsResponse.Response & tikvpb.BatchCommandsResponse.Response.$Shape;

            /**
             * Creates a Response message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns Response
             */
            static fromObject(object: { [k: string]: any }): tikvpb.BatchCommandsResponse.Response;

            /**
             * Creates a plain object from a Response message. Also converts values to other types if specified.
             * @param message Response
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tikvpb.BatchCommandsResponse.Response, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this Response to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace Response {

            /** Properties of a Response. */
            interface $Properties {

                /** Response get */
                get?: (kvrpcpb.GetResponse.$Properties|null);

                /** Response scan */
                scan?: (kvrpcpb.ScanResponse.$Properties|null);

                /** Response prewrite */
                prewrite?: (kvrpcpb.PrewriteResponse.$Properties|null);

                /** Response commit */
                commit?: (kvrpcpb.CommitResponse.$Properties|null);

                /** Response batchGet */
                batchGet?: (kvrpcpb.BatchGetResponse.$Properties|null);

                /** Response batchRollback */
                batchRollback?: (kvrpcpb.BatchRollbackResponse.$Properties|null);

                /** Response scanLock */
                scanLock?: (kvrpcpb.ScanLockResponse.$Properties|null);

                /** Response resolveLock */
                resolveLock?: (kvrpcpb.ResolveLockResponse.$Properties|null);

                /** Response deleteRange */
                deleteRange?: (kvrpcpb.DeleteRangeResponse.$Properties|null);

                /** Response pessimisticLock */
                pessimisticLock?: (kvrpcpb.PessimisticLockResponse.$Properties|null);

                /** Response pessimisticRollback */
                pessimisticRollback?: (kvrpcpb.PessimisticRollbackResponse.$Properties|null);

                /** Response checkTxnStatus */
                checkTxnStatus?: (kvrpcpb.CheckTxnStatusResponse.$Properties|null);

                /** Response txnHeartBeat */
                txnHeartBeat?: (kvrpcpb.TxnHeartBeatResponse.$Properties|null);

                /** Response checkSecondaryLocks */
                checkSecondaryLocks?: (kvrpcpb.CheckSecondaryLocksResponse.$Properties|null);

                /** Response flush */
                flush?: (kvrpcpb.FlushResponse.$Properties|null);

                /** Response bufferBatchGet */
                bufferBatchGet?: (kvrpcpb.BufferBatchGetResponse.$Properties|null);

                /** Response cmd */
                cmd?: ("get"|"scan"|"prewrite"|"commit"|"batchGet"|"batchRollback"|"scanLock"|"resolveLock"|"deleteRange"|"pessimisticLock"|"pessimisticRollback"|"checkTxnStatus"|"txnHeartBeat"|"checkSecondaryLocks"|"flush"|"bufferBatchGet");

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Narrowed shape of a Response. */
            type $Shape = {
              get?: kvrpcpb.GetResponse.$Shape|null;
              scan?: kvrpcpb.ScanResponse.$Shape|null;
              prewrite?: kvrpcpb.PrewriteResponse.$Shape|null;
              commit?: kvrpcpb.CommitResponse.$Shape|null;
              batchGet?: kvrpcpb.BatchGetResponse.$Shape|null;
              batchRollback?: kvrpcpb.BatchRollbackResponse.$Shape|null;
              scanLock?: kvrpcpb.ScanLockResponse.$Shape|null;
              resolveLock?: kvrpcpb.ResolveLockResponse.$Shape|null;
              deleteRange?: kvrpcpb.DeleteRangeResponse.$Shape|null;
              pessimisticLock?: kvrpcpb.PessimisticLockResponse.$Shape|null;
              pessimisticRollback?: kvrpcpb.PessimisticRollbackResponse.$Shape|null;
              checkTxnStatus?: kvrpcpb.CheckTxnStatusResponse.$Shape|null;
              txnHeartBeat?: kvrpcpb.TxnHeartBeatResponse.$Shape|null;
              checkSecondaryLocks?: kvrpcpb.CheckSecondaryLocksResponse.$Shape|null;
              flush?: kvrpcpb.FlushResponse.$Shape|null;
              bufferBatchGet?: kvrpcpb.BufferBatchGetResponse.$Shape|null;
              $unknowns?: Uint8Array[];
            } & (
              ({ cmd?: undefined; get?: null; scan?: null; prewrite?: null; commit?: null; batchGet?: null; batchRollback?: null; scanLock?: null; resolveLock?: null; deleteRange?: null; pessimisticLock?: null; pessimisticRollback?: null; checkTxnStatus?: null; txnHeartBeat?: null; checkSecondaryLocks?: null; flush?: null; bufferBatchGet?: null }|{ cmd?: "get"; get: kvrpcpb.GetResponse.$Shape; scan?: null; prewrite?: null; commit?: null; batchGet?: null; batchRollback?: null; scanLock?: null; resolveLock?: null; deleteRange?: null; pessimisticLock?: null; pessimisticRollback?: null; checkTxnStatus?: null; txnHeartBeat?: null; checkSecondaryLocks?: null; flush?: null; bufferBatchGet?: null }|{ cmd?: "scan"; get?: null; scan: kvrpcpb.ScanResponse.$Shape; prewrite?: null; commit?: null; batchGet?: null; batchRollback?: null; scanLock?: null; resolveLock?: null; deleteRange?: null; pessimisticLock?: null; pessimisticRollback?: null; checkTxnStatus?: null; txnHeartBeat?: null; checkSecondaryLocks?: null; flush?: null; bufferBatchGet?: null }|{ cmd?: "prewrite"; get?: null; scan?: null; prewrite: kvrpcpb.PrewriteResponse.$Shape; commit?: null; batchGet?: null; batchRollback?: null; scanLock?: null; resolveLock?: null; deleteRange?: null; pessimisticLock?: null; pessimisticRollback?: null; checkTxnStatus?: null; txnHeartBeat?: null; checkSecondaryLocks?: null; flush?: null; bufferBatchGet?: null }|{ cmd?: "commit"; get?: null; scan?: null; prewrite?: null; commit: kvrpcpb.CommitResponse.$Shape; batchGet?: null; batchRollback?: null; scanLock?: null; resolveLock?: null; deleteRange?: null; pessimisticLock?: null; pessimisticRollback?: null; checkTxnStatus?: null; txnHeartBeat?: null; checkSecondaryLocks?: null; flush?: null; bufferBatchGet?: null }|{ cmd?: "batchGet"; get?: null; scan?: null; prewrite?: null; commit?: null; batchGet: kvrpcpb.BatchGetResponse.$Shape; batchRollback?: null; scanLock?: null; resolveLock?: null; deleteRange?: null; pessimisticLock?: null; pessimisticRollback?: null; checkTxnStatus?: null; txnHeartBeat?: null; checkSecondaryLocks?: null; flush?: null; bufferBatchGet?: null }|{ cmd?: "batchRollback"; get?: null; scan?: null; prewrite?: null; commit?: null; batchGet?: null; batchRollback: kvrpcpb.BatchRollbackResponse.$Shape; scanLock?: null; resolveLock?: null; deleteRange?: null; pessimisticLock?: null; pessimisticRollback?: null; checkTxnStatus?: null; txnHeartBeat?: null; checkSecondaryLocks?: null; flush?: null; bufferBatchGet?: null }|{ cmd?: "scanLock"; get?: null; scan?: null; prewrite?: null; commit?: null; batchGet?: null; batchRollback?: null; scanLock: kvrpcpb.ScanLockResponse.$Shape; resolveLock?: null; deleteRange?: null; pessimisticLock?: null; pessimisticRollback?: null; checkTxnStatus?: null; txnHeartBeat?: null; checkSecondaryLocks?: null; flush?: null; bufferBatchGet?: null }|{ cmd?: "resolveLock"; get?: null; scan?: null; prewrite?: null; commit?: null; batchGet?: null; batchRollback?: null; scanLock?: null; resolveLock: kvrpcpb.ResolveLockResponse.$Shape; deleteRange?: null; pessimisticLock?: null; pessimisticRollback?: null; checkTxnStatus?: null; txnHeartBeat?: null; checkSecondaryLocks?: null; flush?: null; bufferBatchGet?: null }|{ cmd?: "deleteRange"; get?: null; scan?: null; prewrite?: null; commit?: null; batchGet?: null; batchRollback?: null; scanLock?: null; resolveLock?: null; deleteRange: kvrpcpb.DeleteRangeResponse.$Shape; pessimisticLock?: null; pessimisticRollback?: null; checkTxnStatus?: null; txnHeartBeat?: null; checkSecondaryLocks?: null; flush?: null; bufferBatchGet?: null }|{ cmd?: "pessimisticLock"; get?: null; scan?: null; prewrite?: null; commit?: null; batchGet?: null; batchRollback?: null; scanLock?: null; resolveLock?: null; deleteRange?: null; pessimisticLock: kvrpcpb.PessimisticLockResponse.$Shape; pessimisticRollback?: null; checkTxnStatus?: null; txnHeartBeat?: null; checkSecondaryLocks?: null; flush?: null; bufferBatchGet?: null }|{ cmd?: "pessimisticRollback"; get?: null; scan?: null; prewrite?: null; commit?: null; batchGet?: null; batchRollback?: null; scanLock?: null; resolveLock?: null; deleteRange?: null; pessimisticLock?: null; pessimisticRollback: kvrpcpb.PessimisticRollbackResponse.$Shape; checkTxnStatus?: null; txnHeartBeat?: null; checkSecondaryLocks?: null; flush?: null; bufferBatchGet?: null }|{ cmd?: "checkTxnStatus"; get?: null; scan?: null; prewrite?: null; commit?: null; batchGet?: null; batchRollback?: null; scanLock?: null; resolveLock?: null; deleteRange?: null; pessimisticLock?: null; pessimisticRollback?: null; checkTxnStatus: kvrpcpb.CheckTxnStatusResponse.$Shape; txnHeartBeat?: null; checkSecondaryLocks?: null; flush?: null; bufferBatchGet?: null }|{ cmd?: "txnHeartBeat"; get?: null; scan?: null; prewrite?: null; commit?: null; batchGet?: null; batchRollback?: null; scanLock?: null; resolveLock?: null; deleteRange?: null; pessimisticLock?: null; pessimisticRollback?: null; checkTxnStatus?: null; txnHeartBeat: kvrpcpb.TxnHeartBeatResponse.$Shape; checkSecondaryLocks?: null; flush?: null; bufferBatchGet?: null }|{ cmd?: "checkSecondaryLocks"; get?: null; scan?: null; prewrite?: null; commit?: null; batchGet?: null; batchRollback?: null; scanLock?: null; resolveLock?: null; deleteRange?: null; pessimisticLock?: null; pessimisticRollback?: null; checkTxnStatus?: null; txnHeartBeat?: null; checkSecondaryLocks: kvrpcpb.CheckSecondaryLocksResponse.$Shape; flush?: null; bufferBatchGet?: null }|{ cmd?: "flush"; get?: null; scan?: null; prewrite?: null; commit?: null; batchGet?: null; batchRollback?: null; scanLock?: null; resolveLock?: null; deleteRange?: null; pessimisticLock?: null; pessimisticRollback?: null; checkTxnStatus?: null; txnHeartBeat?: null; checkSecondaryLocks?: null; flush: kvrpcpb.FlushResponse.$Shape; bufferBatchGet?: null }|{ cmd?: "bufferBatchGet"; get?: null; scan?: null; prewrite?: null; commit?: null; batchGet?: null; batchRollback?: null; scanLock?: null; resolveLock?: null; deleteRange?: null; pessimisticLock?: null; pessimisticRollback?: null; checkTxnStatus?: null; txnHeartBeat?: null; checkSecondaryLocks?: null; flush?: null; bufferBatchGet: kvrpcpb.BufferBatchGetResponse.$Shape })
            );
        }
    }
}
