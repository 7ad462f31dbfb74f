package org.relais.intake.attachment.image;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Copies the coded picture of a WebP file alone, as phones and browsers make it. How much memory the lossless coding needs stands in
 * no header, and a large container around a small picture, or the reverse, is only of use to an attacker: both stay out.
 */
final class LossyWebp {

    private static final String PICTURE = "VP8 ";
    private static final int RIFF_HEADER = 12;
    private static final int CHUNK_HEADER = 8;

    private LossyWebp() {}

    /** Whether there was such a picture; without one nothing is written. */
    static boolean copyPicture(Path webp, Path to) throws IOException {
        try (DataInputStream bytes = new DataInputStream(new BufferedInputStream(Files.newInputStream(webp)))) {
            bytes.skipNBytes(RIFF_HEADER);
            while (true) {
                byte[] name = bytes.readNBytes(Integer.BYTES);
                if (name.length < Integer.BYTES) {
                    return false;
                }
                int length = Integer.reverseBytes(bytes.readInt());
                if (length < 0) {
                    return false;
                }
                int padded = length + length % 2;
                if (new String(name, StandardCharsets.ISO_8859_1).equals(PICTURE)) {
                    write(bytes.readNBytes(length), to);
                    return true;
                }
                bytes.skipNBytes(padded);
            }
        }
    }

    /** @param picture no longer than the file it came from */
    private static void write(byte[] picture, Path to) throws IOException {
        int padding = picture.length % 2;
        try (DataOutputStream bytes = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(to)))) {
            bytes.writeBytes("RIFF");
            bytes.writeInt(Integer.reverseBytes(RIFF_HEADER - CHUNK_HEADER + CHUNK_HEADER + picture.length + padding));
            bytes.writeBytes("WEBP" + PICTURE);
            bytes.writeInt(Integer.reverseBytes(picture.length));
            bytes.write(picture);
            bytes.write(new byte[padding]);
        }
    }
}
