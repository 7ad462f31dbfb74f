package org.relais.platform.identifier;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.UUID;
import org.relais.platform.digest.Digests;

/** UUIDv8 (RFC 9562) that follow from names, for what must have the same id whenever it is made. */
public final class NamedIdentifiers {

    private static final long VERSION_8 = 0x8000L;
    private static final long WITHOUT_VERSION = ~0xF000L;
    private static final int VARIANT_BITS = 2;
    private static final long WITHOUT_VARIANT = 0x3FFF_FFFF_FFFF_FFFFL;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    private NamedIdentifiers() {}

    /** Other names give another id, also where they read the same one after the other. */
    public static UUID of(String... names) {
        MessageDigest digest = Digests.sha256();
        for (String name : names) {
            byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
            digest.update(
                    ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
            digest.update(bytes);
        }
        ByteBuffer bits = ByteBuffer.wrap(digest.digest());
        return ofBits(bits.getLong(), bits.getLong() >>> VARIANT_BITS);
    }

    /** The id with these bits, but for the six that say what kind of id it is. */
    public static UUID ofBits(long high, long low) {
        return new UUID(high & WITHOUT_VERSION | VERSION_8, low & WITHOUT_VARIANT | VARIANT);
    }
}
