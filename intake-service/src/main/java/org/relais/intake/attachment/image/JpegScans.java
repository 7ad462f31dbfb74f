package org.relais.intake.attachment.image;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Counts how often a JPEG goes over its picture. A progressive one does so about ten times; one made to keep a decoder busy for
 * hours does so a hundred thousand times.
 */
final class JpegScans {

    static final int MOST = 64;

    private static final int MARKER = 0xFF;
    private static final int STUFFED = 0x00;
    private static final int START_OF_SCAN = 0xDA;
    private static final int END = 0xD9;
    private static final int FIRST_RESTART = 0xD0;
    private static final int LAST_WITHOUT_LENGTH = 0xD9;

    private JpegScans() {}

    static boolean areTooMany(Path jpeg) throws IOException {
        int scans = 0;
        try (DataInputStream bytes = new DataInputStream(new BufferedInputStream(Files.newInputStream(jpeg)))) {
            while (true) {
                int marker = nextMarker(bytes);
                if (marker == END) {
                    return false;
                }
                if (marker == START_OF_SCAN && ++scans > MOST) {
                    return true;
                }
                boolean hasLength = marker > 0x01 && !(marker >= FIRST_RESTART && marker <= LAST_WITHOUT_LENGTH);
                if (hasLength) {
                    bytes.skipNBytes(Math.max(0, bytes.readUnsignedShort() - Short.BYTES));
                }
            }
        } catch (EOFException cutOff) {
            return false;
        }
    }

    /** Passes over coded data, where the marker's first byte is followed by a zero. */
    private static int nextMarker(InputStream bytes) throws IOException {
        boolean marked = false;
        while (true) {
            int next = bytes.read();
            if (next < 0) {
                throw new EOFException();
            }
            if (marked && next != STUFFED && next != MARKER) {
                return next;
            }
            marked = next == MARKER;
        }
    }
}
