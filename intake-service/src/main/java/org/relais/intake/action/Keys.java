package org.relais.intake.action;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.relais.intake.filing.Derivations;
import org.relais.intake.tracking.TrackedRequest;

/** Whose the secret is that somebody shows for a request. */
public final class Keys {

    private final Derivations derivations;
    private final Erasures erasures;

    public Keys(Derivations derivations, Erasures erasures) {
        this.derivations = derivations;
        this.erasures = erasures;
    }

    /** The holder of a key. */
    public enum Holder {
        /** The one who filed. */
        REQUESTER,
        /** One who joined, and is still with it. */
        SUPPORTER,
        NOBODY
    }

    public Holder holder(TrackedRequest request, String key) {
        return present(request, key)
                .map(person -> person.equals(request.requesterId()) ? Holder.REQUESTER : Holder.SUPPORTER)
                .orElse(Holder.NOBODY);
    }

    /** Whom the key belongs to: the one who filed, or one who joined and is still with it. */
    public Optional<UUID> present(TrackedRequest request, String key) {
        return person(request, key, erasures::presentSupporters);
    }

    /** Whom the key belongs to, gone or not. */
    Optional<UUID> person(TrackedRequest request, String key) {
        return person(request, key, erasures::supporters);
    }

    private Optional<UUID> person(TrackedRequest request, String key, Function<UUID, List<UUID>> supporters) {
        if (derivations.editToken(request.requestId()).matches(key)) {
            return Optional.of(request.requesterId());
        }
        return supporters.apply(request.requestId()).stream()
                .filter(person -> isKeyOf(person, key))
                .findFirst();
    }

    private boolean isKeyOf(UUID supporter, String key) {
        return derivations.supporterToken(supporter).matches(key);
    }
}
