package org.relais.platform.registry;

import org.relais.platform.registry.UnreadableRecord.Reason;

/** Confluent's wire format: a zero byte, the schema's id in four bytes (big-endian), Avro binary. */
final class WireFormat {

    static final int HEADER_LENGTH = 5;
    private static final byte MAGIC = 0;

    private WireFormat() {}

    static void writeHeader(byte[] bytes, int id) {
        bytes[0] = MAGIC;
        bytes[1] = (byte) (id >>> 24);
        bytes[2] = (byte) (id >>> 16);
        bytes[3] = (byte) (id >>> 8);
        bytes[4] = (byte) id;
    }

    static int readId(byte[] bytes) {
        if (bytes.length > 0 && bytes[0] != MAGIC) {
            throw new UnreadableRecord(
                    Reason.BAD_MAGIC, "the record begins with byte " + (bytes[0] & 0xff) + " and not with 0");
        }
        if (bytes.length < HEADER_LENGTH) {
            throw new UnreadableRecord(
                    Reason.TRUNCATED, "the record has " + bytes.length + " bytes, fewer than a schema id needs");
        }
        return (bytes[1] & 0xff) << 24 | (bytes[2] & 0xff) << 16 | (bytes[3] & 0xff) << 8 | bytes[4] & 0xff;
    }
}
