package org.relais.routing.territory.publishing;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.relais.routing.territory.TerritoryEditions;
import org.relais.routing.territory.folder.SettingsEdit;
import org.relais.routing.territory.folder.TerritoryFiles;

/**
 * A folder that changed, with what was changed at the desk since it was last read: the rules, and the threshold from which words
 * decide. All else is the folder's.
 *
 * @param keepsDesk whether something of the desk's stands in place of what the folder says
 * @param changedInBoth files in which folder and desk say something new, and not the same
 */
record FolderMerge(TerritoryFiles files, boolean keepsDesk, List<String> changedInBoth) {

    /**
     * @param before what the folder said last
     * @param inForce what the desk made of it
     * @param now what the folder says now
     */
    static FolderMerge of(TerritoryFiles before, TerritoryFiles inForce, TerritoryFiles now) {
        List<String> changedInBoth = new ArrayList<>();
        SortedMap<String, String> merged = now.all();
        String rules = inForce.all().get(TerritoryEditions.RULES);
        if (rules != null && !same(rules, before) && !same(rules, now)) {
            if (same(now.all().get(TerritoryEditions.RULES), before)) {
                merged.put(TerritoryEditions.RULES, rules);
            } else {
                changedInBoth.add(TerritoryEditions.RULES);
            }
        }
        Optional<BigDecimal> threshold = threshold(inForce);
        if (threshold.isPresent() && !equal(threshold, threshold(before)) && !equal(threshold, threshold(now))) {
            if (equal(threshold(now), threshold(before))) {
                merged.computeIfPresent(
                        TerritoryEditions.SETTINGS, (name, text) -> SettingsEdit.withRouteAt(text, threshold.get()));
            } else {
                changedInBoth.add(TerritoryEditions.SETTINGS);
            }
        }
        return new FolderMerge(TerritoryFiles.of(merged), !merged.equals(now.all()), List.copyOf(changedInBoth));
    }

    private static boolean same(@Nullable String rules, TerritoryFiles files) {
        return written(rules).equals(written(files.all().get(TerritoryEditions.RULES)));
    }

    /** A checkout may write line ends its own way. */
    private static String written(@Nullable String text) {
        return text == null ? "" : text.replace("\r\n", "\n").stripTrailing();
    }

    private static Optional<BigDecimal> threshold(TerritoryFiles files) {
        Map<String, String> texts = files.all();
        return Optional.ofNullable(texts.get(TerritoryEditions.SETTINGS)).flatMap(SettingsEdit::routeAt);
    }

    private static boolean equal(Optional<BigDecimal> one, Optional<BigDecimal> other) {
        return one.isPresent() && other.isPresent() ? one.get().compareTo(other.get()) == 0 : one.equals(other);
    }
}
