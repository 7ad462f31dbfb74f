package org.relais.routing.territory.folder;

import java.util.List;
import org.relais.routing.territory.TerritoryContent;

/** What reading a territory folder gave. */
public sealed interface TerritoryReading {

    /** By file and line. */
    List<Finding> findings();

    /**
     * Fit to be applied; the findings are warnings.
     *
     * @param digest empty where the folder was only reviewed
     */
    record Valid(TerritoryContent content, String digest, List<Finding> findings) implements TerritoryReading {

        public Valid {
            findings = List.copyOf(findings);
        }
    }

    /** Not to be applied. */
    record Invalid(List<Finding> findings) implements TerritoryReading {

        public Invalid {
            findings = List.copyOf(findings);
        }
    }
}
