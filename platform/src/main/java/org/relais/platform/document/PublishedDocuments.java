package org.relais.platform.document;

import java.util.List;
import java.util.Optional;

/** The documents this service holds. Answered from memory; another instance's switch is seen within a second. */
public interface PublishedDocuments {

    Optional<PublishedDocument> current(String key);

    /** All of them, by key. */
    List<PublishedDocument> all();
}
