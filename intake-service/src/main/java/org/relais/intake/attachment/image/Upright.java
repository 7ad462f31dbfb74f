package org.relais.intake.attachment.image;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;

/** Draws a picture upright, in sRGB, no larger than wanted. */
final class Upright {

    private Upright() {}

    /** @param longestEdge at most this; a smaller picture stays as it is */
    static BufferedImage draw(BufferedImage read, Orientation orientation, int longestEdge) {
        BufferedImage picture = read;
        // By halves first: bilinear interpolation looks at four pixels, hence loses lines when it shrinks by more.
        while (longest(picture) > 2 * longestEdge) {
            picture = drawn(picture, Orientation.UPRIGHT, 0.5);
        }
        return drawn(picture, orientation, Math.min(1, (double) longestEdge / longest(picture)));
    }

    private static BufferedImage drawn(BufferedImage picture, Orientation orientation, double scale) {
        int width = scaled(picture.getWidth(), scale);
        int height = scaled(picture.getHeight(), scale);
        BufferedImage canvas = new BufferedImage(
                orientation.sideways() ? height : width,
                orientation.sideways() ? width : height,
                picture.getColorModel().hasAlpha() ? BufferedImage.TYPE_4BYTE_ABGR : BufferedImage.TYPE_3BYTE_BGR);
        AffineTransform transform = orientation.upright(width, height);
        transform.scale((double) width / picture.getWidth(), (double) height / picture.getHeight());
        Graphics2D graphics = canvas.createGraphics();
        try {
            graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
            graphics.drawImage(picture, transform, null);
        } finally {
            graphics.dispose();
        }
        return canvas;
    }

    private static int longest(BufferedImage picture) {
        return Math.max(picture.getWidth(), picture.getHeight());
    }

    private static int scaled(int length, double scale) {
        return Math.max(1, (int) Math.round(length * scale));
    }
}
