package org.relais.routing.territory.publishing;

import java.util.List;
import org.relais.routing.territory.folder.Finding;

/** What publishing a territory, or going back to an earlier version, came to. */
public sealed interface Publication {

    /** A new version is in force. */
    record Published(String jurisdictionId, long version, String digest) implements Publication {}

    /** That content is in force, or was read from the folder before; nothing changed. */
    record Unchanged(String jurisdictionId, long version) implements Publication {}

    /** The content has errors; what was in force stays in force. */
    record Refused(List<Finding> findings) implements Publication {

        public Refused {
            findings = List.copyOf(findings);
        }
    }

    /** It was made from a version that is no longer in force; nothing changed. */
    record Stale(String jurisdictionId, long versionInForce) implements Publication {}

    /** There is no such version to go back to. */
    record NoSuchVersion(String jurisdictionId, long version) implements Publication {}
}
