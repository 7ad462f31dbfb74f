package org.relais.platform.masking;

import java.util.List;

/**
 * A piece of a text: something personal, or what stands between.
 *
 * @param masks what it was taken for, the one that takes its place first; none where it is nothing personal
 */
public record Piece(String text, List<Mask> masks) {

    public Piece {
        masks = List.copyOf(masks);
    }

    public boolean isPersonal() {
        return !masks.isEmpty();
    }

    /** Whether it only looks like a name, and nothing else: a person can tell, a pattern can't. */
    public boolean isGuess() {
        return masks.equals(List.of(Mask.LIKELY_NAME));
    }

    @Override
    public String toString() {
        return "Piece" + masks;
    }
}
