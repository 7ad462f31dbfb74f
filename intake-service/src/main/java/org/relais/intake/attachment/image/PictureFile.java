package org.relais.intake.attachment.image;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.FileImageOutputStream;
import org.relais.intake.attachment.Pictures.Written;

/** Writes pixels, and nothing else. */
final class PictureFile {

    private static final float QUALITY = 0.85f;

    private PictureFile() {}

    /** Loses nothing that was kept so far: what came without loss, or is transparent somewhere, becomes a PNG. */
    static Written write(BufferedImage picture, boolean lossless, Path file) throws IOException {
        Format format = lossless || picture.getColorModel().hasAlpha() ? Format.PNG : Format.JPEG;
        ImageWriter writer =
                ImageIO.getImageWritersByMIMEType(format.mediaType()).next();
        try (FileImageOutputStream bytes = new FileImageOutputStream(file.toFile())) {
            writer.setOutput(bytes);
            ImageWriteParam parameters = writer.getDefaultWriteParam();
            if (format == Format.JPEG) {
                parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
                parameters.setCompressionQuality(QUALITY);
            }
            writer.write(null, new IIOImage(picture, null, null), parameters);
        } finally {
            writer.dispose();
        }
        return new Written(file, format.mediaType(), picture.getWidth(), picture.getHeight());
    }
}
