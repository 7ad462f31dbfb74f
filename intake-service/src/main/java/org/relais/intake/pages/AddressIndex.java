package org.relais.intake.pages;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.relais.intake.territory.Extent;

/** Addresses of a town in memory: a hundred thousand of them are searched in some milliseconds. */
public final class AddressIndex implements Gazetteer {

    private static final int MOST_WORDS = 12;

    private record Entry(Address address, List<String> words) {}

    /** Longer texts tell a story, and may name several places. */
    private static final int LONGEST_TEXT = 40;

    private static final int FEWEST_WORDS = 2;

    private final List<Entry> entries;
    private final Map<List<String>, List<Entry>> byWords;
    private final int mostWords;

    public AddressIndex(List<Address> addresses) {
        this.entries = addresses.stream()
                .map(address -> new Entry(address, Words.of(address.label())))
                .toList();
        this.byWords = entries.stream().collect(Collectors.groupingBy(Entry::words));
        this.mostWords =
                entries.stream().mapToInt(entry -> entry.words().size()).max().orElse(0);
    }

    public int size() {
        return entries.size();
    }

    @Override
    public List<Address> search(String words, Extent within, int most) {
        List<String> wanted = Words.of(words).stream().limit(MOST_WORDS).toList();
        if (wanted.isEmpty()) {
            return List.of();
        }
        return entries.stream()
                .filter(entry -> isWithin(entry.address(), within) && hasAll(entry.words(), wanted))
                .sorted(Comparator.<Entry>comparingInt(entry -> exactness(entry.words(), wanted))
                        .reversed()
                        .thenComparingInt(entry -> entry.words().size())
                        .thenComparingInt(AddressIndex::houseNumber)
                        .thenComparing(entry -> entry.address().label()))
                .limit(most)
                .map(Entry::address)
                .toList();
    }

    @Override
    public Optional<Address> named(String label, Extent within) {
        List<String> wanted = Words.of(label);
        return wanted.isEmpty()
                ? Optional.empty()
                : entries.stream()
                        .filter(entry -> entry.words().equals(wanted) && isWithin(entry.address(), within))
                        .map(Entry::address)
                        .findFirst();
    }

    @Override
    public Optional<Address> in(String text, Extent within) {
        List<String> words = Words.of(text);
        if (words.size() > LONGEST_TEXT) {
            return Optional.empty();
        }
        for (int length = Math.min(words.size(), mostWords); length >= FEWEST_WORDS; length--) {
            Set<Address> found = new HashSet<>();
            for (int start = 0; start + length <= words.size(); start++) {
                if (start == 0 || !isNumber(words.get(start - 1))) {
                    byWords.getOrDefault(words.subList(start, start + length), List.of()).stream()
                            .map(Entry::address)
                            .filter(address -> isWithin(address, within))
                            .forEach(found::add);
                }
            }
            if (!found.isEmpty()) {
                return found.size() == 1 ? Optional.of(found.iterator().next()) : Optional.empty();
            }
        }
        return Optional.empty();
    }

    @Override
    public Optional<Address> near(double latitude, double longitude) {
        return entries.stream()
                .map(Entry::address)
                .filter(address -> address.metresTo(latitude, longitude) <= FARTHEST_METRES)
                .min(Comparator.comparingDouble(address -> address.metresTo(latitude, longitude)));
    }

    private static boolean isWithin(Address address, Extent extent) {
        return extent.contains(address.latitude(), address.longitude());
    }

    /** Each wanted word begins another word of the address; a number must be the whole number. */
    private static boolean hasAll(List<String> words, List<String> wanted) {
        List<String> free = new ArrayList<>(words);
        for (String want : wanted) {
            String found = null;
            for (String word : free) {
                if (isNumber(want) ? word.equals(want) : word.startsWith(want)) {
                    found = word;
                    break;
                }
            }
            if (found == null) {
                return false;
            }
            free.remove(found);
        }
        return true;
    }

    private static int exactness(List<String> words, List<String> wanted) {
        return (int) wanted.stream().filter(words::contains).count();
    }

    private static int houseNumber(Entry entry) {
        String first = entry.words().getFirst();
        return isNumber(first) && first.length() < 6 ? Integer.parseInt(first) : 0;
    }

    private static boolean isNumber(String word) {
        return word.chars().allMatch(character -> character >= '0' && character <= '9');
    }
}
