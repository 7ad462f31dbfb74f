package org.relais.bench.photos;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;

/** A JPEG as large as a telephone's camera makes it: eight million pixels, with so much noise that it weighs what is asked for. */
final class LargePhoto {

    private static final int WIDTH = 3_264;
    private static final int HEIGHT = 2_448;
    private static final long SEED = 20_261_126;

    private LargePhoto() {}

    /** Within a twentieth of it; between one and ten. */
    static byte[] ofMegabytes(int megabytes) throws IOException {
        var picture = noise();
        double wanted = megabytes * 1e6;
        float low = 0.01f;
        float high = 1;
        byte[] photo = new byte[0];
        for (int tries = 0; tries < 12 && Math.abs(photo.length - wanted) > wanted / 20; tries++) {
            float quality = (low + high) / 2;
            photo = written(picture, quality);
            if (photo.length > wanted) {
                high = quality;
            } else {
                low = quality;
            }
        }
        return photo;
    }

    private static BufferedImage noise() {
        var random = new Random(SEED);
        var picture = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_3BYTE_BGR);
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                int light = (x + y) * 160 / (WIDTH + HEIGHT);
                int grain = random.nextInt(96);
                picture.setRGB(x, y, (light + grain) << 16 | (light + grain / 2) << 8 | light + grain / 3);
            }
        }
        return picture;
    }

    private static byte[] written(BufferedImage picture, float quality) throws IOException {
        var writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        var bytes = new ByteArrayOutputStream();
        try (var stream = ImageIO.createImageOutputStream(bytes)) {
            var how = writer.getDefaultWriteParam();
            how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            how.setCompressionQuality(quality);
            writer.setOutput(stream);
            writer.write(null, new IIOImage(picture, null, null), how);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
