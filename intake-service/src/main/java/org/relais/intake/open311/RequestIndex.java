package org.relais.intake.open311;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.relais.intake.filing.TrackingCode;

/** Finds requests as the standard asks for them. */
public interface RequestIndex {

    /** Codes of the requests, in the order in which they are to be shown. */
    List<TrackingCode> find(RequestSearch search);

    Optional<TrackingCode> codeOf(UUID requestId);

    /** Requests to which something public happened in this time, with the events, the oldest first. */
    List<Happening> happenings(UpdateSearch search);

    /** Whose key a request was filed with; empty for one that didn't come by Open311, or before that was kept. */
    Optional<String> holderOf(UUID requestId);

    /**
     * @param anyRequest whether those of every listed request are asked for; otherwise those of the codes alone, be it none
     * @param types of the timeline's entries that count
     * @param listed codes of services whose requests needn't be asked for by their code
     */
    record UpdateSearch(
            String jurisdictionId,
            boolean anyRequest,
            List<TrackingCode> codes,
            Period period,
            List<String> types,
            Set<String> listed,
            int page,
            int pageSize) {

        public UpdateSearch {
            codes = List.copyOf(codes);
            types = List.copyOf(types);
            listed = Set.copyOf(listed);
        }
    }

    record Happening(TrackingCode code, UUID eventId) {}
}
