package org.relais.intake.attachment.image;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/**
 * Copies a PNG's picture alone. The JDK's reader inflates compressed texts and profiles whatever their size, so that it must not
 * see them.
 */
final class PngWithoutExtras {

    private static final int SIGNATURE = 8;
    private static final int CHECKSUM = 4;
    private static final String END = "IEND";
    private static final Set<String> PICTURE = Set.of("IHDR", "PLTE", "tRNS", "IDAT", END);

    private PngWithoutExtras() {}

    /** @throws IOException if the chunks aren't a PNG's */
    static void copy(Path png, Path to) throws IOException {
        try (DataInputStream bytes = new DataInputStream(new BufferedInputStream(Files.newInputStream(png)));
                DataOutputStream kept = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(to)))) {
            kept.write(bytes.readNBytes(SIGNATURE));
            String type = "";
            while (!type.equals(END)) {
                int length = bytes.readInt();
                byte[] name = bytes.readNBytes(Integer.BYTES);
                type = new String(name, StandardCharsets.ISO_8859_1);
                if (length < 0 || name.length < Integer.BYTES) {
                    throw new EOFException("a chunk of impossible length");
                }
                if (PICTURE.contains(type)) {
                    kept.writeInt(length);
                    kept.write(name);
                    transfer(bytes, kept, (long) length + CHECKSUM);
                } else {
                    bytes.skipNBytes((long) length + CHECKSUM);
                }
            }
        }
    }

    private static void transfer(DataInputStream from, DataOutputStream to, long count) throws IOException {
        byte[] chunk = new byte[8192];
        long left = count;
        while (left > 0) {
            int read = from.readNBytes(chunk, 0, (int) Math.min(chunk.length, left));
            if (read == 0) {
                throw new EOFException("the picture is cut off");
            }
            to.write(chunk, 0, read);
            left -= read;
        }
    }
}
