import * as $protobuf from "protobufjs";
import Long = require("long");

/** Namespace tivalve. */
export namespace tivalve {

    /** Namespace wire. */
    namespace wire {

        /**
         * Properties of a RegionEpoch.
         * @deprecated Use tivalve.wire.RegionEpoch.$Properties instead.
         */
        interface IRegionEpoch extends tivalve.wire.RegionEpoch.$Properties {
        }

        /** Represents a RegionEpoch. */
        class RegionEpoch {

            /**
             * Constructs a new RegionEpoch.
             * @param [properties] Properties to set
             */
            constructor(properties?: tivalve.wire.RegionEpoch.$Properties);

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
            static create(properties: tivalve.wire.RegionEpoch.$Shape): tivalve.wire.RegionEpoch & tivalve.wire.RegionEpoch.$Shape;
            static create(properties?: tivalve.wire.RegionEpoch.$Properties): tivalve.wire.RegionEpoch;

            /**
             * Encodes the specified RegionEpoch message. Does not implicitly {@link tivalve.wire.RegionEpoch.verify|verify} messages.
             * @param message RegionEpoch message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tivalve.wire.RegionEpoch.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a RegionEpoch message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tivalve.wire.RegionEpoch & tivalve.wire.RegionEpoch.$Shape} RegionEpoch
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tivalve.wire.RegionEpoch & tivalve.wire.RegionEpoch.$Shape;

            /**
             * Verifies a RegionEpoch message.
             * @param message Plain object to verify
             * @returns `null` if valid, otherwise the reason why it is not
             */
            static verify(message: { [k: string]: any }): (string|null);

            /**
             * Creates a RegionEpoch message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns RegionEpoch
             */
            static fromObject(object: { [k: string]: any }): tivalve.wire.RegionEpoch;

            /**
             * Creates a plain object from a RegionEpoch message. Also converts values to other types if specified.
             * @param message RegionEpoch
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tivalve.wire.RegionEpoch, options?: $protobuf.IConversionOptions): { [k: string]: any };

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
            type $Shape = tivalve.wire.RegionEpoch.$Properties;
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

        /**
         * Properties of a Peer.
         * @deprecated Use tivalve.wire.Peer.$Properties instead.
         */
        interface IPeer extends tivalve.wire.Peer.$Properties {
        }

        /** Represents a Peer. */
        class Peer {

            /**
             * Constructs a new Peer.
             * @param [properties] Properties to set
             */
            constructor(properties?: tivalve.wire.Peer.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Peer id. */
            id: Long;

            /** Peer storeId. */
            storeId: Long;

            /** Peer role. */
            role: tivalve.wire.PeerRole;

            /** Peer isWitness. */
            isWitness: boolean;

            /**
             * Creates a new Peer instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Peer instance
             */
            static create(properties: tivalve.wire.Peer.$Shape): tivalve.wire.Peer & tivalve.wire.Peer.$Shape;
            static create(properties?: tivalve.wire.Peer.$Properties): tivalve.wire.Peer;

            /**
             * Encodes the specified Peer message. Does not implicitly {@link tivalve.wire.Peer.verify|verify} messages.
             * @param message Peer message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tivalve.wire.Peer.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Peer message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tivalve.wire.Peer & tivalve.wire.Peer.$Shape} Peer
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tivalve.wire.Peer & tivalve.wire.Peer.$Shape;

            /**
             * Verifies a Peer message.
             * @param message Plain object to verify
             * @returns `null` if valid, otherwise the reason why it is not
             */
            static verify(message: { [k: string]: any }): (string|null);

            /**
             * Creates a Peer message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns Peer
             */
            static fromObject(object: { [k: string]: any }): tivalve.wire.Peer;

            /**
             * Creates a plain object from a Peer message. Also converts values to other types if specified.
             * @param message Peer
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tivalve.wire.Peer, options?: $protobuf.IConversionOptions): { [k: string]: any };

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
                role?: (tivalve.wire.PeerRole|null);

                /** Peer isWitness */
                isWitness?: (boolean|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Peer. */
            type $Shape = tivalve.wire.Peer.$Properties;
        }

        /**
         * Properties of a Region.
         * @deprecated Use tivalve.wire.Region.$Properties instead.
         */
        interface IRegion extends tivalve.wire.Region.$Properties {
        }

        /** Represents a Region. */
        class Region {

            /**
             * Constructs a new Region.
             * @param [properties] Properties to set
             */
            constructor(properties?: tivalve.wire.Region.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Region id. */
            id: Long;

            /** Region startKey. */
            startKey: Uint8Array;

            /** Region endKey. */
            endKey: Uint8Array;

            /** Region regionEpoch. */
            regionEpoch?: (tivalve.wire.RegionEpoch.$Properties|null);

            /** Region peers. */
            peers: tivalve.wire.Peer.$Properties[];

            /** Region isInFlashback. */
            isInFlashback: boolean;

            /** Region flashbackStartTs. */
            flashbackStartTs: Long;

            /**
             * Creates a new Region instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Region instance
             */
            static create(properties: tivalve.wire.Region.$Shape): tivalve.wire.Region & tivalve.wire.Region.$Shape;
            static create(properties?: tivalve.wire.Region.$Properties): tivalve.wire.Region;

            /**
             * Encodes the specified Region message. Does not implicitly {@link tivalve.wire.Region.verify|verify} messages.
             * @param message Region message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tivalve.wire.Region.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Region message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tivalve.wire.Region & tivalve.wire.Region.$Shape} Region
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tivalve.wire.Region & tivalve.wire.Region.$Shape;

            /**
             * Verifies a Region message.
             * @param message Plain object to verify
             * @returns `null` if valid, otherwise the reason why it is not
             */
            static verify(message: { [k: string]: any }): (string|null);

            /**
             * Creates a Region message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns Region
             */
            static fromObject(object: { [k: string]: any }): tivalve.wire.Region;

            /**
             * Creates a plain object from a Region message. Also converts values to other types if specified.
             * @param message Region
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tivalve.wire.Region, options?: $protobuf.IConversionOptions): { [k: string]: any };

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
                regionEpoch?: (tivalve.wire.RegionEpoch.$Properties|null);

                /** Region peers */
                peers?: (tivalve.wire.Peer.$Properties[]|null);

                /** Region isInFlashback */
                isInFlashback?: (boolean|null);

                /** Region flashbackStartTs */
                flashbackStartTs?: (Long|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Region. */
            type $Shape = tivalve.wire.Region.$Properties;
        }

        /**
         * Properties of a NotLeader.
         * @deprecated Use tivalve.wire.NotLeader.$Properties instead.
         */
        interface INotLeader extends tivalve.wire.NotLeader.$Properties {
        }

        /** Represents a NotLeader. */
        class NotLeader {

            /**
             * Constructs a new NotLeader.
             * @param [properties] Properties to set
             */
            constructor(properties?: tivalve.wire.NotLeader.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** NotLeader regionId. */
            regionId: Long;

            /** NotLeader leader. */
            leader?: (tivalve.wire.Peer.$Properties|null);

            /**
             * Creates a new NotLeader instance using the specified properties.
             * @param [properties] Properties to set
             * @returns NotLeader instance
             */
            static create(properties: tivalve.wire.NotLeader.$Shape): tivalve.wire.NotLeader & tivalve.wire.NotLeader.$Shape;
            static create(properties?: tivalve.wire.NotLeader.$Properties): tivalve.wire.NotLeader;

            /**
             * Encodes the specified NotLeader message. Does not implicitly {@link tivalve.wire.NotLeader.verify|verify} messages.
             * @param message NotLeader message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tivalve.wire.NotLeader.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a NotLeader message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tivalve.wire.NotLeader & tivalve.wire.NotLeader.$Shape} NotLeader
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tivalve.wire.NotLeader & tivalve.wire.NotLeader.$Shape;

            /**
             * Verifies a NotLeader message.
             * @param message Plain object to verify
             * @returns `null` if valid, otherwise the reason why it is not
             */
            static verify(message: { [k: string]: any }): (string|null);

            /**
             * Creates a NotLeader message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns NotLeader
             */
            static fromObject(object: { [k: string]: any }): tivalve.wire.NotLeader;

            /**
             * Creates a plain object from a NotLeader message. Also converts values to other types if specified.
             * @param message NotLeader
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tivalve.wire.NotLeader, options?: $protobuf.IConversionOptions): { [k: string]: any };

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
                leader?: (tivalve.wire.Peer.$Properties|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a NotLeader. */
            type $Shape = tivalve.wire.NotLeader.$Properties;
        }

        /**
         * Properties of a RegionNotFound.
         * @deprecated Use tivalve.wire.RegionNotFound.$Properties instead.
         */
        interface IRegionNotFound extends tivalve.wire.RegionNotFound.$Properties {
        }

        /** Represents a RegionNotFound. */
        class RegionNotFound {

            /**
             * Constructs a new RegionNotFound.
             * @param [properties] Properties to set
             */
            constructor(properties?: tivalve.wire.RegionNotFound.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** RegionNotFound regionId. */
            regionId: Long;

            /**
             * Creates a new RegionNotFound instance using the specified properties.
             * @param [properties] Properties to set
             * @returns RegionNotFound instance
             */
            static create(properties: tivalve.wire.RegionNotFound.$Shape): tivalve.wire.RegionNotFound & tivalve.wire.RegionNotFound.$Shape;
            static create(properties?: tivalve.wire.RegionNotFound.$Properties): tivalve.wire.RegionNotFound;

            /**
             * Encodes the specified RegionNotFound message. Does not implicitly {@link tivalve.wire.RegionNotFound.verify|verify} messages.
             * @param message RegionNotFound message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tivalve.wire.RegionNotFound.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a RegionNotFound message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tivalve.wire.RegionNotFound & tivalve.wire.RegionNotFound.$Shape} RegionNotFound
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tivalve.wire.RegionNotFound & tivalve.wire.RegionNotFound.$Shape;

            /**
             * Verifies a RegionNotFound message.
             * @param message Plain object to verify
             * @returns `null` if valid, otherwise the reason why it is not
             */
            static verify(message: { [k: string]: any }): (string|null);

            /**
             * Creates a RegionNotFound message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns RegionNotFound
             */
            static fromObject(object: { [k: string]: any }): tivalve.wire.RegionNotFound;

            /**
             * Creates a plain object from a RegionNotFound message. Also converts values to other types if specified.
             * @param message RegionNotFound
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tivalve.wire.RegionNotFound, options?: $protobuf.IConversionOptions): { [k: string]: any };

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
            type $Shape = tivalve.wire.RegionNotFound.$Properties;
        }

        /**
         * Properties of an EpochNotMatch.
         * @deprecated Use tivalve.wire.EpochNotMatch.$Properties instead.
         */
        interface IEpochNotMatch extends tivalve.wire.EpochNotMatch.$Properties {
        }

        /** Represents an EpochNotMatch. */
        class EpochNotMatch {

            /**
             * Constructs a new EpochNotMatch.
             * @param [properties] Properties to set
             */
            constructor(properties?: tivalve.wire.EpochNotMatch.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** EpochNotMatch currentRegions. */
            currentRegions: tivalve.wire.Region.$Properties[];

            /**
             * Creates a new EpochNotMatch instance using the specified properties.
             * @param [properties] Properties to set
             * @returns EpochNotMatch instance
             */
            static create(properties: tivalve.wire.EpochNotMatch.$Shape): tivalve.wire.EpochNotMatch & tivalve.wire.EpochNotMatch.$Shape;
            static create(properties?: tivalve.wire.EpochNotMatch.$Properties): tivalve.wire.EpochNotMatch;

            /**
             * Encodes the specified EpochNotMatch message. Does not implicitly {@link tivalve.wire.EpochNotMatch.verify|verify} messages.
             * @param message EpochNotMatch message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tivalve.wire.EpochNotMatch.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an EpochNotMatch message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tivalve.wire.EpochNotMatch & tivalve.wire.EpochNotMatch.$Shape} EpochNotMatch
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tivalve.wire.EpochNotMatch & tivalve.wire.EpochNotMatch.$Shape;

            /**
             * Verifies an EpochNotMatch message.
             * @param message Plain object to verify
             * @returns `null` if valid, otherwise the reason why it is not
             */
            static verify(message: { [k: string]: any }): (string|null);

            /**
             * Creates an EpochNotMatch message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns EpochNotMatch
             */
            static fromObject(object: { [k: string]: any }): tivalve.wire.EpochNotMatch;

            /**
             * Creates a plain object from an EpochNotMatch message. Also converts values to other types if specified.
             * @param message EpochNotMatch
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tivalve.wire.EpochNotMatch, options?: $protobuf.IConversionOptions): { [k: string]: any };

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
                currentRegions?: (tivalve.wire.Region.$Properties[]|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an EpochNotMatch. */
            type $Shape = tivalve.wire.EpochNotMatch.$Properties;
        }

        /**
         * Properties of a ServerIsBusy.
         * @deprecated Use tivalve.wire.ServerIsBusy.$Properties instead.
         */
        interface IServerIsBusy extends tivalve.wire.ServerIsBusy.$Properties {
        }

        /** Represents a ServerIsBusy. */
        class ServerIsBusy {

            /**
             * Constructs a new ServerIsBusy.
             * @param [properties] Properties to set
             */
            constructor(properties?: tivalve.wire.ServerIsBusy.$Properties);

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
            static create(properties: tivalve.wire.ServerIsBusy.$Shape): tivalve.wire.ServerIsBusy & tivalve.wire.ServerIsBusy.$Shape;
            static create(properties?: tivalve.wire.ServerIsBusy.$Properties): tivalve.wire.ServerIsBusy;

            /**
             * Encodes the specified ServerIsBusy message. Does not implicitly {@link tivalve.wire.ServerIsBusy.verify|verify} messages.
             * @param message ServerIsBusy message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tivalve.wire.ServerIsBusy.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ServerIsBusy message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tivalve.wire.ServerIsBusy & tivalve.wire.ServerIsBusy.$Shape} ServerIsBusy
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tivalve.wire.ServerIsBusy & tivalve.wire.ServerIsBusy.$Shape;

            /**
             * Verifies a ServerIsBusy message.
             * @param message Plain object to verify
             * @returns `null` if valid, otherwise the reason why it is not
             */
            static verify(message: { [k: string]: any }): (string|null);

            /**
             * Creates a ServerIsBusy message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns ServerIsBusy
             */
            static fromObject(object: { [k: string]: any }): tivalve.wire.ServerIsBusy;

            /**
             * Creates a plain object from a ServerIsBusy message. Also converts values to other types if specified.
             * @param message ServerIsBusy
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tivalve.wire.ServerIsBusy, options?: $protobuf.IConversionOptions): { [k: string]: any };

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
            type $Shape = tivalve.wire.ServerIsBusy.$Properties;
        }

        /**
         * Properties of a DuplicateRequest.
         * @deprecated Use tivalve.wire.DuplicateRequest.$Properties instead.
         */
        interface IDuplicateRequest extends tivalve.wire.DuplicateRequest.$Properties {
        }

        /** Represents a DuplicateRequest. */
        class DuplicateRequest {

            /**
             * Constructs a new DuplicateRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: tivalve.wire.DuplicateRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** DuplicateRequest regionId. */
            regionId: Long;

            /**
             * Creates a new DuplicateRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns DuplicateRequest instance
             */
            static create(properties: tivalve.wire.DuplicateRequest.$Shape): tivalve.wire.DuplicateRequest & tivalve.wire.DuplicateRequest.$Shape;
            static create(properties?: tivalve.wire.DuplicateRequest.$Properties): tivalve.wire.DuplicateRequest;

            /**
             * Encodes the specified DuplicateRequest message. Does not implicitly {@link tivalve.wire.DuplicateRequest.verify|verify} messages.
             * @param message DuplicateRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tivalve.wire.DuplicateRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a DuplicateRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tivalve.wire.DuplicateRequest & tivalve.wire.DuplicateRequest.$Shape} DuplicateRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tivalve.wire.DuplicateRequest & tivalve.wire.DuplicateRequest.$Shape;

            /**
             * Verifies a DuplicateRequest message.
             * @param message Plain object to verify
             * @returns `null` if valid, otherwise the reason why it is not
             */
            static verify(message: { [k: string]: any }): (string|null);

            /**
             * Creates a DuplicateRequest message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns DuplicateRequest
             */
            static fromObject(object: { [k: string]: any }): tivalve.wire.DuplicateRequest;

            /**
             * Creates a plain object from a DuplicateRequest message. Also converts values to other types if specified.
             * @param message DuplicateRequest
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tivalve.wire.DuplicateRequest, options?: $protobuf.IConversionOptions): { [k: string]: any };

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
            type $Shape = tivalve.wire.DuplicateRequest.$Properties;
        }

        /**
         * Properties of a Compatibility.
         * @deprecated Use tivalve.wire.Compatibility.$Properties instead.
         */
        interface ICompatibility extends tivalve.wire.Compatibility.$Properties {
        }

        /** Represents a Compatibility. */
        class Compatibility {

            /**
             * Constructs a new Compatibility.
             * @param [properties] Properties to set
             */
            constructor(properties?: tivalve.wire.Compatibility.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Compatibility requiredVersion. */
            requiredVersion: string;

            /**
             * Creates a new Compatibility instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Compatibility instance
             */
            static create(properties: tivalve.wire.Compatibility.$Shape): tivalve.wire.Compatibility & tivalve.wire.Compatibility.$Shape;
            static create(properties?: tivalve.wire.Compatibility.$Properties): tivalve.wire.Compatibility;

            /**
             * Encodes the specified Compatibility message. Does not implicitly {@link tivalve.wire.Compatibility.verify|verify} messages.
             * @param message Compatibility message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tivalve.wire.Compatibility.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Compatibility message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tivalve.wire.Compatibility & tivalve.wire.Compatibility.$Shape} Compatibility
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tivalve.wire.Compatibility & tivalve.wire.Compatibility.$Shape;

            /**
             * Verifies a Compatibility message.
             * @param message Plain object to verify
             * @returns `null` if valid, otherwise the reason why it is not
             */
            static verify(message: { [k: string]: any }): (string|null);

            /**
             * Creates a Compatibility message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns Compatibility
             */
            static fromObject(object: { [k: string]: any }): tivalve.wire.Compatibility;

            /**
             * Creates a plain object from a Compatibility message. Also converts values to other types if specified.
             * @param message Compatibility
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tivalve.wire.Compatibility, options?: $protobuf.IConversionOptions): { [k: string]: any };

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
            type $Shape = tivalve.wire.Compatibility.$Properties;
        }

        /**
         * Properties of a ClusterIDMismatch.
         * @deprecated Use tivalve.wire.ClusterIDMismatch.$Properties instead.
         */
        interface IClusterIDMismatch extends tivalve.wire.ClusterIDMismatch.$Properties {
        }

        /** Represents a ClusterIDMismatch. */
        class ClusterIDMismatch {

            /**
             * Constructs a new ClusterIDMismatch.
             * @param [properties] Properties to set
             */
            constructor(properties?: tivalve.wire.ClusterIDMismatch.$Properties);

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
            static create(properties: tivalve.wire.ClusterIDMismatch.$Shape): tivalve.wire.ClusterIDMismatch & tivalve.wire.ClusterIDMismatch.$Shape;
            static create(properties?: tivalve.wire.ClusterIDMismatch.$Properties): tivalve.wire.ClusterIDMismatch;

            /**
             * Encodes the specified ClusterIDMismatch message. Does not implicitly {@link tivalve.wire.ClusterIDMismatch.verify|verify} messages.
             * @param message ClusterIDMismatch message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tivalve.wire.ClusterIDMismatch.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ClusterIDMismatch message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tivalve.wire.ClusterIDMismatch & tivalve.wire.ClusterIDMismatch.$Shape} ClusterIDMismatch
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tivalve.wire.ClusterIDMismatch & tivalve.wire.ClusterIDMismatch.$Shape;

            /**
             * Verifies a ClusterIDMismatch message.
             * @param message Plain object to verify
             * @returns `null` if valid, otherwise the reason why it is not
             */
            static verify(message: { [k: string]: any }): (string|null);

            /**
             * Creates a ClusterIDMismatch message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns ClusterIDMismatch
             */
            static fromObject(object: { [k: string]: any }): tivalve.wire.ClusterIDMismatch;

            /**
             * Creates a plain object from a ClusterIDMismatch message. Also converts values to other types if specified.
             * @param message ClusterIDMismatch
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tivalve.wire.ClusterIDMismatch, options?: $protobuf.IConversionOptions): { [k: string]: any };

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
            type $Shape = tivalve.wire.ClusterIDMismatch.$Properties;
        }

        /**
         * Properties of a Congested.
         * @deprecated Use tivalve.wire.Congested.$Properties instead.
         */
        interface ICongested extends tivalve.wire.Congested.$Properties {
        }

        /** Represents a Congested. */
        class Congested {

            /**
             * Constructs a new Congested.
             * @param [properties] Properties to set
             */
            constructor(properties?: tivalve.wire.Congested.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Congested regionId. */
            regionId: Long;

            /**
             * Creates a new Congested instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Congested instance
             */
            static create(properties: tivalve.wire.Congested.$Shape): tivalve.wire.Congested & tivalve.wire.Congested.$Shape;
            static create(properties?: tivalve.wire.Congested.$Properties): tivalve.wire.Congested;

            /**
             * Encodes the specified Congested message. Does not implicitly {@link tivalve.wire.Congested.verify|verify} messages.
             * @param message Congested message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tivalve.wire.Congested.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Congested message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tivalve.wire.Congested & tivalve.wire.Congested.$Shape} Congested
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tivalve.wire.Congested & tivalve.wire.Congested.$Shape;

            /**
             * Verifies a Congested message.
             * @param message Plain object to verify
             * @returns `null` if valid, otherwise the reason why it is not
             */
            static verify(message: { [k: string]: any }): (string|null);

            /**
             * Creates a Congested message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns Congested
             */
            static fromObject(object: { [k: string]: any }): tivalve.wire.Congested;

            /**
             * Creates a plain object from a Congested message. Also converts values to other types if specified.
             * @param message Congested
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tivalve.wire.Congested, options?: $protobuf.IConversionOptions): { [k: string]: any };

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
            type $Shape = tivalve.wire.Congested.$Properties;
        }

        /**
         * Properties of an Error.
         * @deprecated Use tivalve.wire.Error.$Properties instead.
         */
        interface IError extends tivalve.wire.Error.$Properties {
        }

        /** Represents an Error. */
        class Error {

            /**
             * Constructs a new Error.
             * @param [properties] Properties to set
             */
            constructor(properties?: tivalve.wire.Error.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Error notLeader. */
            notLeader?: (tivalve.wire.NotLeader.$Properties|null);

            /** Error regionNotFound. */
            regionNotFound?: (tivalve.wire.RegionNotFound.$Properties|null);

            /** Error epochNotMatch. */
            epochNotMatch?: (tivalve.wire.EpochNotMatch.$Properties|null);

            /** Error duplicateRequest. */
            duplicateRequest?: (tivalve.wire.DuplicateRequest.$Properties|null);

            /** Error compatibility. */
            compatibility?: (tivalve.wire.Compatibility.$Properties|null);

            /** Error clusterIdMismatch. */
            clusterIdMismatch?: (tivalve.wire.ClusterIDMismatch.$Properties|null);

            /** Error serverIsBusy. */
            serverIsBusy?: (tivalve.wire.ServerIsBusy.$Properties|null);

            /** Error congested. */
            congested?: (tivalve.wire.Congested.$Properties|null);

            /**
             * Creates a new Error instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Error instance
             */
            static create(properties: tivalve.wire.Error.$Shape): tivalve.wire.Error & tivalve.wire.Error.$Shape;
            static create(properties?: tivalve.wire.Error.$Properties): tivalve.wire.Error;

            /**
             * Encodes the specified Error message. Does not implicitly {@link tivalve.wire.Error.verify|verify} messages.
             * @param message Error message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tivalve.wire.Error.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an Error message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tivalve.wire.Error & tivalve.wire.Error.$Shape} Error
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tivalve.wire.Error & tivalve.wire.Error.$Shape;

            /**
             * Verifies an Error message.
             * @param message Plain object to verify
             * @returns `null` if valid, otherwise the reason why it is not
             */
            static verify(message: { [k: string]: any }): (string|null);

            /**
             * Creates an Error message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns Error
             */
            static fromObject(object: { [k: string]: any }): tivalve.wire.Error;

            /**
             * Creates a plain object from an Error message. Also converts values to other types if specified.
             * @param message Error
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tivalve.wire.Error, options?: $protobuf.IConversionOptions): { [k: string]: any };

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
                notLeader?: (tivalve.wire.NotLeader.$Properties|null);

                /** Error regionNotFound */
                regionNotFound?: (tivalve.wire.RegionNotFound.$Properties|null);

                /** Error epochNotMatch */
                epochNotMatch?: (tivalve.wire.EpochNotMatch.$Properties|null);

                /** Error duplicateRequest */
                duplicateRequest?: (tivalve.wire.DuplicateRequest.$Properties|null);

                /** Error compatibility */
                compatibility?: (tivalve.wire.Compatibility.$Properties|null);

                /** Error clusterIdMismatch */
                clusterIdMismatch?: (tivalve.wire.ClusterIDMismatch.$Properties|null);

                /** Error serverIsBusy */
                serverIsBusy?: (tivalve.wire.ServerIsBusy.$Properties|null);

                /** Error congested */
                congested?: (tivalve.wire.Congested.$Properties|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an Error. */
            type $Shape = tivalve.wire.Error.$Properties;
        }

        /**
         * Properties of a ResolvedTs.
         * @deprecated Use tivalve.wire.ResolvedTs.$Properties instead.
         */
        interface IResolvedTs extends tivalve.wire.ResolvedTs.$Properties {
        }

        /** Represents a ResolvedTs. */
        class ResolvedTs {

            /**
             * Constructs a new ResolvedTs.
             * @param [properties] Properties to set
             */
            constructor(properties?: tivalve.wire.ResolvedTs.$Properties);

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
            static create(properties: tivalve.wire.ResolvedTs.$Shape): tivalve.wire.ResolvedTs & tivalve.wire.ResolvedTs.$Shape;
            static create(properties?: tivalve.wire.ResolvedTs.$Properties): tivalve.wire.ResolvedTs;

            /**
             * Encodes the specified ResolvedTs message. Does not implicitly {@link tivalve.wire.ResolvedTs.verify|verify} messages.
             * @param message ResolvedTs message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tivalve.wire.ResolvedTs.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ResolvedTs message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tivalve.wire.ResolvedTs & tivalve.wire.ResolvedTs.$Shape} ResolvedTs
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tivalve.wire.ResolvedTs & tivalve.wire.ResolvedTs.$Shape;

            /**
             * Verifies a ResolvedTs message.
             * @param message Plain object to verify
             * @returns `null` if valid, otherwise the reason why it is not
             */
            static verify(message: { [k: string]: any }): (string|null);

            /**
             * Creates a ResolvedTs message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns ResolvedTs
             */
            static fromObject(object: { [k: string]: any }): tivalve.wire.ResolvedTs;

            /**
             * Creates a plain object from a ResolvedTs message. Also converts values to other types if specified.
             * @param message ResolvedTs
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tivalve.wire.ResolvedTs, options?: $protobuf.IConversionOptions): { [k: string]: any };

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
            type $Shape = tivalve.wire.ResolvedTs.$Properties;
        }

        /**
         * Properties of an Event.
         * @deprecated Use tivalve.wire.Event.$Properties instead.
         */
        interface IEvent extends tivalve.wire.Event.$Properties {
        }

        /** Represents an Event. */
        class Event {

            /**
             * Constructs a new Event.
             * @param [properties] Properties to set
             */
            constructor(properties?: tivalve.wire.Event.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Event regionId. */
            regionId: Long;

            /** Event index. */
            index: Long;

            /** Event entries. */
            entries?: (tivalve.wire.Event.Entries.$Properties|null);

            /** Event admin. */
            admin?: (tivalve.wire.Event.Admin.$Properties|null);

            /** Event error. */
            error?: (tivalve.wire.Error.$Properties|null);

            /** Event resolvedTs. */
            resolvedTs?: (Long|null);

            /** Event longTxn. */
            longTxn?: (tivalve.wire.Event.LongTxn.$Properties|null);

            /** Event requestId. */
            requestId: Long;

            /** Event event. */
            event?: ("entries"|"admin"|"error"|"resolvedTs"|"longTxn");

            /**
             * Creates a new Event instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Event instance
             */
            static create(properties: tivalve.wire.Event.$Shape): tivalve.wire.Event & tivalve.wire.Event.$Shape;
            static create(properties?: tivalve.wire.Event.$Properties): tivalve.wire.Event;

            /**
             * Encodes the specified Event message. Does not implicitly {@link tivalve.wire.Event.verify|verify} messages.
             * @param message Event message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tivalve.wire.Event.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an Event message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tivalve.wire.Event & tivalve.wire.Event.$Shape} Event
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tivalve.wire.Event & tivalve.wire.Event.$Shape;

            /**
             * Verifies an Event message.
             * @param message Plain object to verify
             * @returns `null` if valid, otherwise the reason why it is not
             */
            static verify(message: { [k: string]: any }): (string|null);

            /**
             * Creates an Event message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns Event
             */
            static fromObject(object: { [k: string]: any }): tivalve.wire.Event;

            /**
             * Creates a plain object from an Event message. Also converts values to other types if specified.
             * @param message Event
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tivalve.wire.Event, options?: $protobuf.IConversionOptions): { [k: string]: any };

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
                entries?: (tivalve.wire.Event.Entries.$Properties|null);

                /** Event admin */
                admin?: (tivalve.wire.Event.Admin.$Properties|null);

                /** Event error */
                error?: (tivalve.wire.Error.$Properties|null);

                /** Event resolvedTs */
                resolvedTs?: (Long|null);

                /** Event longTxn */
                longTxn?: (tivalve.wire.Event.LongTxn.$Properties|null);

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
              entries?: tivalve.wire.Event.Entries.$Shape|null;
              admin?: tivalve.wire.Event.Admin.$Shape|null;
              error?: tivalve.wire.Error.$Shape|null;
              resolvedTs?: Long|null;
              longTxn?: tivalve.wire.Event.LongTxn.$Shape|null;
              requestId?: Long|null;
              $unknowns?: Uint8Array[];
            } & (
              ({ event?: undefined; entries?: null; admin?: null; error?: null; resolvedTs?: null; longTxn?: null }|{ event?: "entries"; entries: tivalve.wire.Event.Entries.$Shape; admin?: null; error?: null; resolvedTs?: null; longTxn?: null }|{ event?: "admin"; entries?: null; admin: tivalve.wire.Event.Admin.$Shape; error?: null; resolvedTs?: null; longTxn?: null }|{ event?: "error"; entries?: null; admin?: null; error: tivalve.wire.Error.$Shape; resolvedTs?: null; longTxn?: null }|{ event?: "resolvedTs"; entries?: null; admin?: null; error?: null; resolvedTs: Long; longTxn?: null }|{ event?: "longTxn"; entries?: null; admin?: null; error?: null; resolvedTs?: null; longTxn: tivalve.wire.Event.LongTxn.$Shape })
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
             * Properties of a Row.
             * @deprecated Use tivalve.wire.Event.Row.$Properties instead.
             */
            interface IRow extends tivalve.wire.Event.Row.$Properties {
            }

            /** Represents a Row. */
            class Row {

                /**
                 * Constructs a new Row.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: tivalve.wire.Event.Row.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Row startTs. */
                startTs: Long;

                /** Row commitTs. */
                commitTs: Long;

                /** Row type. */
                type: tivalve.wire.Event.LogType;

                /** Row opType. */
                opType: tivalve.wire.Event.Row.OpType;

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
                static create(properties: tivalve.wire.Event.Row.$Shape): tivalve.wire.Event.Row & tivalve.wire.Event.Row.$Shape;
                static create(properties?: tivalve.wire.Event.Row.$Properties): tivalve.wire.Event.Row;

                /**
                 * Encodes the specified Row message. Does not implicitly {@link tivalve.wire.Event.Row.verify|verify} messages.
                 * @param message Row message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: tivalve.wire.Event.Row.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Row message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {tivalve.wire.Event.Row & tivalve.wire.Event.Row.$Shape} Row
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tivalve.wire.Event.Row & tivalve.wire.Event.Row.$Shape;

                /**
                 * Verifies a Row message.
                 * @param message Plain object to verify
                 * @returns `null` if valid, otherwise the reason why it is not
                 */
                static verify(message: { [k: string]: any }): (string|null);

                /**
                 * Creates a Row message from a plain object. Also converts values to their respective internal types.
                 * @param object Plain object
                 * @returns Row
                 */
                static fromObject(object: { [k: string]: any }): tivalve.wire.Event.Row;

                /**
                 * Creates a plain object from a Row message. Also converts values to other types if specified.
                 * @param message Row
                 * @param [options] Conversion options
                 * @returns Plain object
                 */
                static toObject(message: tivalve.wire.Event.Row, options?: $protobuf.IConversionOptions): { [k: string]: any };

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
                    type?: (tivalve.wire.Event.LogType|null);

                    /** Row opType */
                    opType?: (tivalve.wire.Event.Row.OpType|null);

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
                type $Shape = tivalve.wire.Event.Row.$Properties;

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
             * Properties of an Entries.
             * @deprecated Use tivalve.wire.Event.Entries.$Properties instead.
             */
            interface IEntries extends tivalve.wire.Event.Entries.$Properties {
            }

            /** Represents an Entries. */
            class Entries {

                /**
                 * Constructs a new Entries.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: tivalve.wire.Event.Entries.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Entries entries. */
                entries: tivalve.wire.Event.Row.$Properties[];

                /**
                 * Creates a new Entries instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns Entries instance
                 */
                static create(properties: tivalve.wire.Event.Entries.$Shape): tivalve.wire.Event.Entries & tivalve.wire.Event.Entries.$Shape;
                static create(properties?: tivalve.wire.Event.Entries.$Properties): tivalve.wire.Event.Entries;

                /**
                 * Encodes the specified Entries message. Does not implicitly {@link tivalve.wire.Event.Entries.verify|verify} messages.
                 * @param message Entries message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: tivalve.wire.Event.Entries.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes an Entries message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {tivalve.wire.Event.Entries & tivalve.wire.Event.Entries.$Shape} Entries
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tivalve.wire.Event.Entries & tivalve.wire.Event.Entries.$Shape;

                /**
                 * Verifies an Entries message.
                 * @param message Plain object to verify
                 * @returns `null` if valid, otherwise the reason why it is not
                 */
                static verify(message: { [k: string]: any }): (string|null);

                /**
                 * Creates an Entries message from a plain object. Also converts values to their respective internal types.
                 * @param object Plain object
                 * @returns Entries
                 */
                static fromObject(object: { [k: string]: any }): tivalve.wire.Event.Entries;

                /**
                 * Creates a plain object from an Entries message. Also converts values to other types if specified.
                 * @param message Entries
                 * @param [options] Conversion options
                 * @returns Plain object
                 */
                static toObject(message: tivalve.wire.Event.Entries, options?: $protobuf.IConversionOptions): { [k: string]: any };

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
                    entries?: (tivalve.wire.Event.Row.$Properties[]|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of an Entries. */
                type $Shape = tivalve.wire.Event.Entries.$Properties;
            }

            /**
             * Properties of an Admin.
             * @deprecated Use tivalve.wire.Event.Admin.$Properties instead.
             */
            interface IAdmin extends tivalve.wire.Event.Admin.$Properties {
            }

            /** Represents an Admin. */
            class Admin {

                /**
                 * Constructs a new Admin.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: tivalve.wire.Event.Admin.$Properties);

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
                static create(properties: tivalve.wire.Event.Admin.$Shape): tivalve.wire.Event.Admin & tivalve.wire.Event.Admin.$Shape;
                static create(properties?: tivalve.wire.Event.Admin.$Properties): tivalve.wire.Event.Admin;

                /**
                 * Encodes the specified Admin message. Does not implicitly {@link tivalve.wire.Event.Admin.verify|verify} messages.
                 * @param message Admin message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: tivalve.wire.Event.Admin.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes an Admin message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {tivalve.wire.Event.Admin & tivalve.wire.Event.Admin.$Shape} Admin
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tivalve.wire.Event.Admin & tivalve.wire.Event.Admin.$Shape;

                /**
                 * Verifies an Admin message.
                 * @param message Plain object to verify
                 * @returns `null` if valid, otherwise the reason why it is not
                 */
                static verify(message: { [k: string]: any }): (string|null);

                /**
                 * Creates an Admin message from a plain object. Also converts values to their respective internal types.
                 * @param object Plain object
                 * @returns Admin
                 */
                static fromObject(object: { [k: string]: any }): tivalve.wire.Event.Admin;

                /**
                 * Creates a plain object from an Admin message. Also converts values to other types if specified.
                 * @param message Admin
                 * @param [options] Conversion options
                 * @returns Plain object
                 */
                static toObject(message: tivalve.wire.Event.Admin, options?: $protobuf.IConversionOptions): { [k: string]: any };

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
                type $Shape = tivalve.wire.Event.Admin.$Properties;
            }

            /**
             * Properties of a TxnInfo.
             * @deprecated Use tivalve.wire.Event.TxnInfo.$Properties instead.
             */
            interface ITxnInfo extends tivalve.wire.Event.TxnInfo.$Properties {
            }

            /** Represents a TxnInfo. */
            class TxnInfo {

                /**
                 * Constructs a new TxnInfo.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: tivalve.wire.Event.TxnInfo.$Properties);

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
                static create(properties: tivalve.wire.Event.TxnInfo.$Shape): tivalve.wire.Event.TxnInfo & tivalve.wire.Event.TxnInfo.$Shape;
                static create(properties?: tivalve.wire.Event.TxnInfo.$Properties): tivalve.wire.Event.TxnInfo;

                /**
                 * Encodes the specified TxnInfo message. Does not implicitly {@link tivalve.wire.Event.TxnInfo.verify|verify} messages.
                 * @param message TxnInfo message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: tivalve.wire.Event.TxnInfo.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a TxnInfo message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {tivalve.wire.Event.TxnInfo & tivalve.wire.Event.TxnInfo.$Shape} TxnInfo
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tivalve.wire.Event.TxnInfo & tivalve.wire.Event.TxnInfo.$Shape;

                /**
                 * Verifies a TxnInfo message.
                 * @param message Plain object to verify
                 * @returns `null` if valid, otherwise the reason why it is not
                 */
                static verify(message: { [k: string]: any }): (string|null);

                /**
                 * Creates a TxnInfo message from a plain object. Also converts values to their respective internal types.
                 * @param object Plain object
                 * @returns TxnInfo
                 */
                static fromObject(object: { [k: string]: any }): tivalve.wire.Event.TxnInfo;

                /**
                 * Creates a plain object from a TxnInfo message. Also converts values to other types if specified.
                 * @param message TxnInfo
                 * @param [options] Conversion options
                 * @returns Plain object
                 */
                static toObject(message: tivalve.wire.Event.TxnInfo, options?: $protobuf.IConversionOptions): { [k: string]: any };

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
                type $Shape = tivalve.wire.Event.TxnInfo.$Properties;
            }

            /**
             * Properties of a LongTxn.
             * @deprecated Use tivalve.wire.Event.LongTxn.$Properties instead.
             */
            interface ILongTxn extends tivalve.wire.Event.LongTxn.$Properties {
            }

            /** Represents a LongTxn. */
            class LongTxn {

                /**
                 * Constructs a new LongTxn.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: tivalve.wire.Event.LongTxn.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** LongTxn txnInfo. */
                txnInfo: tivalve.wire.Event.TxnInfo.$Properties[];

                /**
                 * Creates a new LongTxn instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns LongTxn instance
                 */
                static create(properties: tivalve.wire.Event.LongTxn.$Shape): tivalve.wire.Event.LongTxn & tivalve.wire.Event.LongTxn.$Shape;
                static create(properties?: tivalve.wire.Event.LongTxn.$Properties): tivalve.wire.Event.LongTxn;

                /**
                 * Encodes the specified LongTxn message. Does not implicitly {@link tivalve.wire.Event.LongTxn.verify|verify} messages.
                 * @param message LongTxn message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: tivalve.wire.Event.LongTxn.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a LongTxn message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {tivalve.wire.Event.LongTxn & tivalve.wire.Event.LongTxn.$Shape} LongTxn
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tivalve.wire.Event.LongTxn & tivalve.wire.Event.LongTxn.$Shape;

                /**
                 * Verifies a LongTxn message.
                 * @param message Plain object to verify
                 * @returns `null` if valid, otherwise the reason why it is not
                 */
                static verify(message: { [k: string]: any }): (string|null);

                /**
                 * Creates a LongTxn message from a plain object. Also converts values to their respective internal types.
                 * @param object Plain object
                 * @returns LongTxn
                 */
                static fromObject(object: { [k: string]: any }): tivalve.wire.Event.LongTxn;

                /**
                 * Creates a plain object from a LongTxn message. Also converts values to other types if specified.
                 * @param message LongTxn
                 * @param [options] Conversion options
                 * @returns Plain object
                 */
                static toObject(message: tivalve.wire.Event.LongTxn, options?: $protobuf.IConversionOptions): { [k: string]: any };

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
                    txnInfo?: (tivalve.wire.Event.TxnInfo.$Properties[]|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a LongTxn. */
                type $Shape = tivalve.wire.Event.LongTxn.$Properties;
            }
        }

        /**
         * Properties of a ChangeDataEvent.
         * @deprecated Use tivalve.wire.ChangeDataEvent.$Properties instead.
         */
        interface IChangeDataEvent extends tivalve.wire.ChangeDataEvent.$Properties {
        }

        /** Represents a ChangeDataEvent. */
        class ChangeDataEvent {

            /**
             * Constructs a new ChangeDataEvent.
             * @param [properties] Properties to set
             */
            constructor(properties?: tivalve.wire.ChangeDataEvent.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ChangeDataEvent events. */
            events: tivalve.wire.Event.$Properties[];

            /** ChangeDataEvent resolvedTs. */
            resolvedTs?: (tivalve.wire.ResolvedTs.$Properties|null);

            /**
             * Creates a new ChangeDataEvent instance using the specified properties.
             * @param [properties] Properties to set
             * @returns ChangeDataEvent instance
             */
            static create(properties: tivalve.wire.ChangeDataEvent.$Shape): tivalve.wire.ChangeDataEvent & tivalve.wire.ChangeDataEvent.$Shape;
            static create(properties?: tivalve.wire.ChangeDataEvent.$Properties): tivalve.wire.ChangeDataEvent;

            /**
             * Encodes the specified ChangeDataEvent message. Does not implicitly {@link tivalve.wire.ChangeDataEvent.verify|verify} messages.
             * @param message ChangeDataEvent message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tivalve.wire.ChangeDataEvent.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ChangeDataEvent message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tivalve.wire.ChangeDataEvent & tivalve.wire.ChangeDataEvent.$Shape} ChangeDataEvent
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tivalve.wire.ChangeDataEvent & tivalve.wire.ChangeDataEvent.$Shape;

            /**
             * Verifies a ChangeDataEvent message.
             * @param message Plain object to verify
             * @returns `null` if valid, otherwise the reason why it is not
             */
            static verify(message: { [k: string]: any }): (string|null);

            /**
             * Creates a ChangeDataEvent message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns ChangeDataEvent
             */
            static fromObject(object: { [k: string]: any }): tivalve.wire.ChangeDataEvent;

            /**
             * Creates a plain object from a ChangeDataEvent message. Also converts values to other types if specified.
             * @param message ChangeDataEvent
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tivalve.wire.ChangeDataEvent, options?: $protobuf.IConversionOptions): { [k: string]: any };

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
                events?: (tivalve.wire.Event.$Properties[]|null);

                /** ChangeDataEvent resolvedTs */
                resolvedTs?: (tivalve.wire.ResolvedTs.$Properties|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ChangeDataEvent. */
            type $Shape = {
              events?: tivalve.wire.Event.$Shape[]|null;
              resolvedTs?: tivalve.wire.ResolvedTs.$Shape|null;
              $unknowns?: Uint8Array[];
            };
        }
    }
}
