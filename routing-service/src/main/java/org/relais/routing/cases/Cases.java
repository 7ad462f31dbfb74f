package org.relais.routing.cases;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** All cases, one at a time. */
public interface Cases {

    Optional<CaseFile> find(UUID caseId);

    /** As {@link #find}, and nobody else changes it before the transaction ends. */
    Optional<CaseFile> lock(UUID caseId);

    /** Every case of a request, locked. */
    List<CaseFile> lockAllOf(UUID requestId);

    /** The cases that follow this one, locked. */
    List<CaseFile> lockMergedInto(UUID caseId);

    /** Whether any case follows this one. */
    boolean isFollowed(UUID caseId);

    /** A new case; where one with its id is kept already, the transaction fails. */
    void add(CaseFile file);

    void store(CaseFile file);
}
