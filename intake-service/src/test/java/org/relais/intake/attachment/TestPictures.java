package org.relais.intake.attachment;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import javax.imageio.ImageIO;

/** Pictures as cameras, scanners and attackers make them. */
public final class TestPictures {

    /** Stands where the place a photo was taken would. */
    public static final String SECRET = "GPS-CANARY-48.85";

    private static final int JPEG_HEAD = 2;
    private static final int PNG_HEAD = 33;

    private TestPictures() {}

    /** Its left half is red, its right half blue. */
    public static byte[] jpeg(int width, int height) {
        return encoded(halves(width, height, BufferedImage.TYPE_3BYTE_BGR), "jpeg");
    }

    public static byte[] png(int width, int height) {
        return encoded(halves(width, height, BufferedImage.TYPE_4BYTE_ABGR), "png");
    }

    public static byte[] gif(int width, int height) {
        return encoded(halves(width, height, BufferedImage.TYPE_3BYTE_BGR), "gif");
    }

    /** Lossy, one pixel. */
    public static byte[] webp() {
        return Base64.getDecoder().decode("UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA");
    }

    public static byte[] losslessWebp() {
        return Base64.getDecoder().decode("UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==");
    }

    /** With EXIF that says how the camera was held, and the canary in a description. */
    public static byte[] jpegHeld(int orientation, int width, int height) {
        byte[] secret = (SECRET + '\0').getBytes(StandardCharsets.US_ASCII);
        ByteBuffer exif = ByteBuffer.allocate(6 + 8 + 2 + 2 * 12 + 4 + secret.length);
        exif.put("Exif\0\0".getBytes(StandardCharsets.US_ASCII));
        exif.put("MM".getBytes(StandardCharsets.US_ASCII)).putShort((short) 42).putInt(8);
        exif.putShort((short) 2);
        exif.putShort((short) 0x010E).putShort((short) 2).putInt(secret.length).putInt(8 + 2 + 2 * 12 + 4);
        exif.putShort((short) 0x0112)
                .putShort((short) 3)
                .putInt(1)
                .putShort((short) orientation)
                .putShort((short) 0);
        exif.putInt(0).put(secret);
        ByteBuffer segment = ByteBuffer.allocate(4 + exif.capacity());
        segment.putShort((short) 0xFFE1).putShort((short) (2 + exif.capacity())).put(exif.array());
        return inserted(jpeg(width, height), JPEG_HEAD, segment.array());
    }

    /** Says that it is gigantic, in a few bytes. */
    public static byte[] pngThatClaims(int width, int height) {
        byte[] small = png(1, 1);
        ByteBuffer header = ByteBuffer.allocate(17);
        header.put("IHDR".getBytes(StandardCharsets.US_ASCII)).putInt(width).putInt(height);
        header.put(new byte[] {8, 6, 0, 0, 0});
        CRC32 checksum = new CRC32();
        checksum.update(header.array());
        byte[] changed = small.clone();
        System.arraycopy(header.array(), 0, changed, 12, 17);
        ByteBuffer.wrap(changed).putInt(29, (int) checksum.getValue());
        return changed;
    }

    /** With a compressed text that would fill the memory. */
    public static byte[] pngWithTextBomb(int megabytes) {
        byte[] head = "zTXtComment\0\0".getBytes(StandardCharsets.US_ASCII);
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        text.writeBytes(head);
        Deflater deflater = new Deflater(9);
        byte[] zeros = new byte[1 << 20];
        byte[] out = new byte[1 << 16];
        for (int n = 0; n < megabytes; n++) {
            deflater.setInput(zeros);
            while (!deflater.needsInput()) {
                text.write(out, 0, deflater.deflate(out));
            }
        }
        deflater.finish();
        while (!deflater.finished()) {
            text.write(out, 0, deflater.deflate(out));
        }
        deflater.end();
        byte[] data = text.toByteArray();
        CRC32 checksum = new CRC32();
        checksum.update(data);
        ByteBuffer chunk = ByteBuffer.allocate(data.length + 8);
        chunk.putInt(data.length - 4).put(data).putInt((int) checksum.getValue());
        return inserted(png(8, 8), PNG_HEAD, chunk.array());
    }

    /** Goes over its picture so many times. */
    public static byte[] jpegWithScans(int scans) {
        byte[] once = jpeg(8, 8);
        byte[] scan = {(byte) 0xFF, (byte) 0xDA, 0, 8, 1, 1, 0, 0, 63, 0};
        byte[] all = new byte[scans * scan.length];
        for (int n = 0; n < scans; n++) {
            System.arraycopy(scan, 0, all, n * scan.length, scan.length);
        }
        return inserted(once, once.length - 2, all);
    }

    private static byte[] inserted(byte[] bytes, int at, byte[] more) {
        byte[] result = Arrays.copyOf(bytes, bytes.length + more.length);
        System.arraycopy(more, 0, result, at, more.length);
        System.arraycopy(bytes, at, result, at + more.length, bytes.length - at);
        return result;
    }

    private static BufferedImage halves(int width, int height, int type) {
        BufferedImage image = new BufferedImage(width, height, type);
        var graphics = image.createGraphics();
        graphics.setColor(Color.RED);
        graphics.fillRect(0, 0, width / 2, height);
        graphics.setColor(Color.BLUE);
        graphics.fillRect(width / 2, 0, width - width / 2, height);
        graphics.dispose();
        return image;
    }

    private static byte[] encoded(BufferedImage image, String format) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            ImageIO.write(image, format, bytes);
            return bytes.toByteArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
