package org.relais.event.catalogue;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class GeneratedDocumentsTest {

    private static final Path DOCS = Path.of("../docs");

    @Test
    void theEventsPageSaysWhatTheCatalogueSays() throws IOException {
        Approved.assertCurrent(DOCS.resolve("events.md"), EventsPage.render());
    }

    @Test
    void theAsyncApiFileSaysWhatTheCatalogueSays() throws IOException {
        Approved.assertCurrent(DOCS.resolve("asyncapi.json"), AsyncApiFile.render());
    }
}
