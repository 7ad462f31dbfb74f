package org.relais.intake.attachment;

import java.io.IOException;
import java.io.InputStream;

/** What a caller sends; opened only once it is clear that it may come in. */
@FunctionalInterface
public interface Upload {

    /** @throws UploadTooLarge if that is known before anything is read */
    InputStream open() throws IOException;
}
