package org.relais.intake.attachment.image;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The kinds of pictures that are taken, by what their bytes say. HEIC is not among them: nothing in pure Java reads it. */
enum Format {
    JPEG("image/jpeg"),
    PNG("image/png"),
    GIF("image/gif"),
    WEBP("image/webp");

    private final String mediaType;

    Format(String mediaType) {
        this.mediaType = mediaType;
    }

    String mediaType() {
        return mediaType;
    }

    static Optional<Format> of(String mediaType) {
        return Arrays.stream(values())
                .filter(format -> format.mediaType.equals(mediaType))
                .findFirst();
    }

    static List<String> mediaTypes() {
        return Arrays.stream(values()).map(Format::mediaType).toList();
    }
}
