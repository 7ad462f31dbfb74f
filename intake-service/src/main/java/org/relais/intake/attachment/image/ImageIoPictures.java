package org.relais.intake.attachment.image;

import java.awt.image.BufferedImage;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.imageio.IIOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.stream.FileImageInputStream;
import javax.imageio.stream.ImageInputStream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.mime.MimeTypes;
import org.jspecify.annotations.Nullable;
import org.relais.intake.attachment.Pictures;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Decodes a few pictures at a time, each thinned out while it is read, so that its pixels need no more memory than is set aside for
 * them, whatever its size.
 */
@Component
class ImageIoPictures implements Pictures {

    private static final int LONGEST_EDGE = 2048;
    private static final int LONGEST_THUMBNAIL_EDGE = 480;

    /** No camera makes a longer one. */
    private static final int LONGEST_EDGE_READ = 30_000;

    private static final long MOST_PIXELS = 64_000_000;

    /** WebP can't be thinned out while it is read, and its reader keeps much beside each pixel. */
    private static final long MOST_WEBP_PIXELS = 4_200_000;

    private static final long MEMORY_FOR_PIXELS = 40L << 20;

    /** With the pixels read, the new picture, and what converting colours takes. */
    private static final long MEMORY_OF_A_PICTURE = 3 * MEMORY_FOR_PIXELS;

    private static final int PATIENCE_SECONDS = 30;

    private final Semaphore places;

    /** Threads of their own: a picture keeps its thread busy for seconds, and those that carry requests are few. */
    private final ExecutorService painters;

    @Autowired
    ImageIoPictures() {
        this(Runtime.getRuntime().maxMemory(), Runtime.getRuntime().availableProcessors());
    }

    /** Takes half of the heap at most, but one picture at a time in any case. */
    ImageIoPictures(long heap, int processors) {
        int atOnce = (int) Math.clamp(heap / 2 / MEMORY_OF_A_PICTURE, 1, processors);
        this.places = new Semaphore(atOnce, true);
        this.painters = Executors.newFixedThreadPool(
                atOnce, Thread.ofPlatform().daemon().name("painter-", 1).factory());
        ImageIO.scanForPlugins();
    }

    @Override
    public Result rewrite(Path received, Path folder) throws IOException {
        Format format = Format.of(typeOf(received)).orElse(null);
        if (format == null) {
            return new Result.TypeNotAccepted(Format.mediaTypes());
        }
        try {
            Path safe = withoutTraps(format, received, folder);
            if (safe != null) {
                return decode(format, safe, folder);
            }
            return format == Format.WEBP ? new Result.TypeNotAccepted(Format.mediaTypes()) : new Result.Damaged();
        } catch (EOFException | IIOException damaged) {
            return new Result.Damaged();
        }
    }

    /** What it is by its first bytes; names, and what the caller says, don't count. */
    private static String typeOf(Path file) throws IOException {
        try (InputStream bytes = new BufferedInputStream(Files.newInputStream(file))) {
            return MimeTypes.getDefaultMimeTypes().detect(bytes, new Metadata()).toString();
        }
    }

    /** The file that a reader may see; null where there is nothing in it for one. */
    private static @Nullable Path withoutTraps(Format format, Path received, Path folder) throws IOException {
        Path safe = folder.resolve("safe");
        return switch (format) {
            case JPEG -> JpegScans.areTooMany(received) ? null : received;
            case GIF -> received;
            case PNG -> {
                PngWithoutExtras.copy(received, safe);
                yield safe;
            }
            case WEBP -> LossyWebp.copyPicture(received, safe) ? safe : null;
        };
    }

    private Result decode(Format format, Path file, Path folder) throws IOException {
        ImageReader reader =
                ImageIO.getImageReadersByMIMEType(format.mediaType()).next();
        try (ImageInputStream bytes = new FileImageInputStream(file.toFile())) {
            reader.setInput(bytes, true, true);
            long mostPixels = format == Format.WEBP ? MOST_WEBP_PIXELS : MOST_PIXELS;
            long width = reader.getWidth(0);
            long height = reader.getHeight(0);
            if (Math.max(width, height) > LONGEST_EDGE_READ || width * height > mostPixels) {
                return new Result.TooManyPixels(mostPixels);
            }
            if (!places.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                return new Result.Busy();
            }
            try {
                return painted(() -> rewrite(reader, format, file, folder));
            } finally {
                places.release();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return new Result.Busy();
        } catch (RuntimeException damaged) {
            // Readers throw at a damaged file whatever it leads them to: a wrong index, a negative size, a missing
            // table.
            return new Result.Damaged();
        } finally {
            reader.dispose();
        }
    }

    private Result painted(Callable<Result> work) throws IOException, InterruptedException {
        try {
            return painters.submit(work).get();
        } catch (ExecutionException failed) {
            switch (failed.getCause()) {
                case IOException unreadable -> throw unreadable;
                case RuntimeException damaged -> throw damaged;
                case Error error -> throw error;
                case null, default -> throw new IllegalStateException(failed);
            }
        }
    }

    private static Result rewrite(ImageReader reader, Format format, Path file, Path folder) throws IOException {
        Orientation orientation = format == Format.JPEG ? Orientation.of(file) : Orientation.UPRIGHT;
        BufferedImage picture = Upright.draw(thinned(reader), orientation, LONGEST_EDGE);
        BufferedImage thumbnail = Upright.draw(picture, Orientation.UPRIGHT, LONGEST_THUMBNAIL_EDGE);
        boolean lossless = format == Format.PNG || format == Format.GIF;
        return new Result.Rewritten(
                PictureFile.write(picture, lossless, folder.resolve("picture")),
                PictureFile.write(thumbnail, false, folder.resolve("thumbnail")));
    }

    /** Every so many pixels only, where there are more than twice as many as wanted or more than there is memory for. */
    private static BufferedImage thinned(ImageReader reader) throws IOException {
        long width = reader.getWidth(0);
        long height = reader.getHeight(0);
        int step = (int) Math.max(1, Math.max(width, height) / LONGEST_EDGE);
        while ((width / step + 1) * (height / step + 1) * bytesOfAPixel(reader) > MEMORY_FOR_PIXELS) {
            step++;
        }
        ImageReadParam parameters = reader.getDefaultReadParam();
        parameters.setSourceSubsampling(step, step, 0, 0);
        return reader.read(0, parameters);
    }

    private static long bytesOfAPixel(ImageReader reader) throws IOException {
        ImageTypeSpecifier type = reader.getImageTypes(0).next();
        int bits = 0;
        for (int band = 0; band < type.getNumBands(); band++) {
            bits += type.getBitsPerBand(band);
        }
        return Math.max(1, bits / Byte.SIZE);
    }
}
