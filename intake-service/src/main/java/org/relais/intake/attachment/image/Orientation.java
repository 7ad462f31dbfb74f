package org.relais.intake.attachment.image;

import com.drew.imaging.ImageProcessingException;
import com.drew.imaging.jpeg.JpegMetadataReader;
import com.drew.metadata.Metadata;
import com.drew.metadata.MetadataException;
import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.exif.ExifReader;
import java.awt.geom.AffineTransform;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Which way up a camera was held, as EXIF counts it: 1 to 8. */
enum Orientation {
    UPRIGHT(false),
    MIRRORED(false),
    UPSIDE_DOWN(false),
    UPSIDE_DOWN_MIRRORED(false),
    TRANSPOSED(true),
    TURNED_LEFT(true),
    TRANSVERSED(true),
    TURNED_RIGHT(true);

    private final boolean sideways;

    Orientation(boolean sideways) {
        this.sideways = sideways;
    }

    /** Whether width and height change places. */
    boolean sideways() {
        return sideways;
    }

    /** Turns a picture of this size, as it was stored, upright. */
    AffineTransform upright(double width, double height) {
        return switch (this) {
            case UPRIGHT -> new AffineTransform();
            case MIRRORED -> new AffineTransform(-1, 0, 0, 1, width, 0);
            case UPSIDE_DOWN -> new AffineTransform(-1, 0, 0, -1, width, height);
            case UPSIDE_DOWN_MIRRORED -> new AffineTransform(1, 0, 0, -1, 0, height);
            case TRANSPOSED -> new AffineTransform(0, 1, 1, 0, 0, 0);
            case TURNED_LEFT -> new AffineTransform(0, 1, -1, 0, height, 0);
            case TRANSVERSED -> new AffineTransform(0, -1, -1, 0, height, width);
            case TURNED_RIGHT -> new AffineTransform(0, -1, 1, 0, 0, width);
        };
    }

    /** Only EXIF is looked at: other metadata may be compressed without bounds. Unreadable EXIF counts as none. */
    static Orientation of(Path jpeg) throws IOException {
        try (InputStream bytes = new BufferedInputStream(Files.newInputStream(jpeg))) {
            Metadata metadata = JpegMetadataReader.readMetadata(bytes, List.of(new ExifReader()));
            for (ExifIFD0Directory directory : metadata.getDirectoriesOfType(ExifIFD0Directory.class)) {
                if (directory.containsTag(ExifIFD0Directory.TAG_ORIENTATION)) {
                    int value = directory.getInt(ExifIFD0Directory.TAG_ORIENTATION);
                    return value >= 1 && value <= values().length ? values()[value - 1] : UPRIGHT;
                }
            }
            return UPRIGHT;
        } catch (ImageProcessingException | MetadataException unreadable) {
            return UPRIGHT;
        }
    }
}
