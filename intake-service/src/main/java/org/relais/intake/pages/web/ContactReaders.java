package org.relais.intake.pages.web;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.relais.intake.action.Keys;
import org.relais.intake.territory.Territories;
import org.relais.intake.tracking.TrackedRequest;
import org.relais.intake.vault.ContactReads;
import org.relais.intake.vault.ContactReads.Read;
import org.relais.intake.vault.ContactReads.Told;
import org.springframework.stereotype.Component;

/** Who read a person's contact details, and what for, in words for that person alone. */
@Component
class ContactReaders {

    private static final int LISTED = 10;

    private final Keys keys;
    private final ContactReads reads;
    private final Territories territories;

    ContactReaders(Keys keys, ContactReads reads, Territories territories) {
        this.keys = keys;
        this.reads = reads;
        this.territories = territories;
    }

    /**
     * What the page lists.
     *
     * @param earlier how many of them were before those
     * @param toWrite how often our own sending looked them up
     */
    record Shown(
            List<Line> lines,
            int earlier,
            int toWrite,
            @Nullable Instant lastToWrite) {}

    /**
     * One reading.
     *
     * @param department its name; null where it isn't known whose it was
     * @param purpose as the texts' keys have it
     */
    record Line(@Nullable String department, String purpose, Instant at) {}

    /** Null where the key is nobody's, or nobody has read anything. */
    @Nullable
    Shown of(TrackedRequest request, @Nullable String key, Locale locale) {
        Told told = key == null
                ? null
                : keys.present(request, key)
                        .map(person -> reads.told(person, LISTED))
                        .orElse(null);
        return told == null || told.isEmpty()
                ? null
                : new Shown(
                        told.newest().stream()
                                .map(read -> line(read, request, locale))
                                .toList(),
                        told.earlier(),
                        told.toWrite(),
                        told.lastToWrite());
    }

    private Line line(Read read, TrackedRequest request, Locale locale) {
        String code = read.department();
        String department = code == null
                ? null
                : territories
                        .find(request.jurisdictionId())
                        .flatMap(territory -> territory.department(code))
                        .map(known -> known.name().in(locale.getLanguage()))
                        .orElse(null);
        return new Line(department, read.purpose().name().toLowerCase(Locale.ROOT), read.at());
    }
}
