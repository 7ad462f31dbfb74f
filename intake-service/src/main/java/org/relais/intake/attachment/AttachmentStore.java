package org.relais.intake.attachment;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;

/** Keeps bytes by their digest. Putting what is there already, and deleting what isn't, changes nothing. */
public interface AttachmentStore {

    /** Durable when it returns, whole or not at all. */
    void put(String digest, Path file) throws IOException;

    Optional<InputStream> open(String digest) throws IOException;

    void delete(String digest) throws IOException;
}
