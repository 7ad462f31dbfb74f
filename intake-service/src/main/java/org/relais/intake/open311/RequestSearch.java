package org.relais.intake.open311;

import java.util.List;
import java.util.Set;
import org.relais.intake.filing.TrackingCode;
import org.relais.intake.tracking.OpenState;

/** Which requests are asked for. */
public sealed interface RequestSearch {

    /** These, in any territory's order; nothing else counts. */
    record ByCode(String jurisdictionId, List<TrackingCode> codes) implements RequestSearch {

        public ByCode {
            codes = List.copyOf(codes);
        }
    }

    /**
     * The newest first.
     *
     * @param services codes; all of them where it is empty
     * @param listed codes of services whose requests anyone may look at
     * @param page from 1
     */
    record ByPeriod(
            String jurisdictionId,
            Period period,
            List<String> services,
            Set<String> listed,
            List<OpenState> states,
            int page,
            int pageSize)
            implements RequestSearch {

        public ByPeriod {
            services = List.copyOf(services);
            listed = Set.copyOf(listed);
            states = List.copyOf(states);
        }
    }
}
