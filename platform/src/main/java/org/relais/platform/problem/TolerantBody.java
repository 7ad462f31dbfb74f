package org.relais.platform.problem;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A body that takes in what it doesn't know, so that this can be told together with what is missing; see {@link Problems#invalid}. */
public interface TolerantBody {

    /** The members that aren't known, by their names; null where there are none. */
    @Nullable
    Map<String, Object> others();

    default boolean holdsUnknown() {
        return others() != null && !others().isEmpty();
    }
}
