package org.relais.intake.attachment;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Reads what was sent as a picture, and writes it anew. */
public interface Pictures {

    /**
     * Checks what can be checked before anything is decoded, then writes the picture anew, upright and without metadata.
     *
     * @param folder where the new files go; the caller deletes it
     */
    Result rewrite(Path received, Path folder) throws IOException;

    /** What came of reading. */
    sealed interface Result {

        record Rewritten(Written picture, Written thumbnail) implements Result {}

        record TypeNotAccepted(List<String> accepted) implements Result {}

        record TooManyPixels(long mostPixels) implements Result {}

        record Damaged() implements Result {}

        record Busy() implements Result {}
    }

    /** A new file. */
    record Written(Path file, String contentType, int width, int height) {}
}
