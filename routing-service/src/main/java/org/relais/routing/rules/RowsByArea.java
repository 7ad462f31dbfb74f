package org.relais.routing.rules;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of the few rows that each area has, in three arrays instead of an object each: a query touches a handful of cache
 * lines, however many areas there are.
 */
final class RowsByArea {

    /** Two numbers a slot: the hash of an area's id, and where its rows begin; 0 for an empty slot. */
    private final int[] slots;

    private final @Nullable String[] areas;
    /** Of each area how many rows, then their numbers in the table's order. */
    private final int[] rows;

    /** @param apart by area the numbers of its rows, in the table's order */
    RowsByArea(Map<String, List<Integer>> apart) {
        int capacity = Integer.highestOneBit(Math.max(1, apart.size())) << 2;
        slots = new int[2 * capacity];
        areas = new String[capacity];
        rows = new int
                [1 + apart.values().stream().mapToInt(each -> each.size() + 1).sum()];
        int next = 1;
        for (Map.Entry<String, List<Integer>> each : apart.entrySet()) {
            int hash = each.getKey().hashCode();
            int slot = first(hash);
            while (slots[2 * slot + 1] != 0) {
                slot = after(slot);
            }
            slots[2 * slot] = hash;
            slots[2 * slot + 1] = next;
            areas[slot] = each.getKey();
            rows[next++] = each.getValue().size();
            for (int row : each.getValue()) {
                rows[next++] = row;
            }
        }
    }

    /** Where an area's rows begin in {@link #numbers}, their count first; 0 where it has none. */
    int find(String area) {
        int hash = area.hashCode();
        int slot = first(hash);
        while (slots[2 * slot + 1] != 0) {
            if (slots[2 * slot] == hash && area.equals(areas[slot])) {
                return slots[2 * slot + 1];
            }
            slot = after(slot);
        }
        return 0;
    }

    int[] numbers() {
        return rows;
    }

    /** Ids often differ in their last letters alone; multiplying spreads them. */
    private int first(int hash) {
        return hash * 0x9E3779B9 >>> Integer.numberOfLeadingZeros(areas.length) + 1;
    }

    private int after(int slot) {
        return slot + 1 & areas.length - 1;
    }
}
