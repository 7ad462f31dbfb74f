package org.relais.routing.territory.folder;

import java.lang.ref.SoftReference;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.relais.platform.digest.Digests;
import org.relais.routing.area.Area;
import org.relais.routing.area.Areas;

/**
 * The areas of a file that could be drawn, and the ids of all, so that rules may name what is only drawn badly.
 *
 * <p>Drafts change rules, seldom areas, but each look at a draft reads the whole territory; a country's areas take many seconds to
 * read and to lay over one another. So the last few files are kept by their digest, as long as memory allows.
 */
final class ListedAreas {

    private static final int MOST_KEPT = 4;

    private static final Map<Key, SoftReference<ListedAreas>> KEPT = new LinkedHashMap<>(MOST_KEPT, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, SoftReference<ListedAreas>> eldest) {
            return size() > MOST_KEPT;
        }
    };

    private final List<Area> areas;
    private final Set<String> ids;
    private final List<Finding> findings;
    private @Nullable Areas index;
    private @Nullable List<Finding> holes;

    private record Key(String digest, AreasFile.Frame frame) {}

    /** @param findings what is wrong with the file, by itself */
    ListedAreas(List<Area> areas, Set<String> ids, List<Finding> findings) {
        this.areas = List.copyOf(areas);
        this.ids = Collections.unmodifiableSet(new LinkedHashSet<>(ids));
        this.findings = List.copyOf(findings);
    }

    /** As read before under the same conditions, or else now. */
    static ListedAreas of(String text, AreasFile.Frame frame, Supplier<ListedAreas> reading) {
        Key key = new Key(Digests.sha256Hex(text), frame);
        ListedAreas kept = kept(key);
        if (kept != null) {
            return kept;
        }
        ListedAreas read = reading.get();
        synchronized (KEPT) {
            KEPT.put(key, new SoftReference<>(read));
        }
        return read;
    }

    private static @Nullable ListedAreas kept(Key key) {
        synchronized (KEPT) {
            SoftReference<ListedAreas> reference = KEPT.get(key);
            return reference == null ? null : reference.get();
        }
    }

    List<Area> areas() {
        return areas;
    }

    Set<String> ids() {
        return ids;
    }

    List<Finding> findings() {
        return findings;
    }

    synchronized Areas index() {
        Areas built = index;
        if (built == null) {
            built = new Areas(areas);
            index = built;
        }
        return built;
    }

    /** @param looking looks for them, once */
    synchronized List<Finding> holes(Function<List<Area>, List<Finding>> looking) {
        List<Finding> found = holes;
        if (found == null) {
            found = List.copyOf(looking.apply(areas));
            holes = found;
        }
        return found;
    }
}
