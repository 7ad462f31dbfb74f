package org.relais.intake.mail;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a person wrote in a mail, without what they quote and what their program signs, in French and English. In doubt it keeps, but
 * never what a reply quotes: that is a mail of ours, with the name and address of its reader and the code of their request.
 */
final class ReplyText {

    private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;
    private static final int LONGEST_ATTRIBUTION = 3;
    private static final int LONGEST_SIGNATURE = 15;
    private static final int LONGEST_LINE = 400;
    private static final int LONGEST_HEADER_BLOCK = 6;

    private static final Pattern SPACE = Pattern.compile("\\p{Zs}");

    private static final Pattern ATTRIBUTION = Pattern.compile(
            "^\\s*(?:(?:on|le)\\s.{3,380}(?:wrote|a\\s+écrit|ecrit)\\s*:|.{1,200}\\s(?:a\\s+écrit|wrote)\\s*:)\\s*$",
            FLAGS);
    /** When it was written, or by whom: what sets a program's line apart from a person's "My neighbour wrote:". */
    private static final Pattern DATED_OR_ADDRESSED = Pattern.compile(
            "^.*(?:\\S@\\S|\\b\\d{1,4}[/.-]\\d{1,2}[/.-]\\d{1,4}\\b|\\b(?:19|20)\\d\\d\\b"
                + "|\\b\\d{1,2}(?:er|st|nd|rd|th)?\\s+(?:of\\s+)?(?:jan|f[ée]v|feb|mar|avr|apr|ma[iy]|jui|jun|jul|ao[uû]|aug|sep"
                + "|oct|nov|d[ée]c)|\\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\\p{L}*\\.?\\s+\\d{1,2}\\b).*$",
            FLAGS);

    private static final Pattern ATTRIBUTION_BEGIN = Pattern.compile("^\\s*(?:on|le)\\s.{0,300}\\d.*$", FLAGS);
    private static final Pattern ORIGINAL = Pattern.compile(
            "^\\s*-{2,}\\s*(?:message d.origine|message original|mail original|courriel original|original message"
                    + "|réponse au message|reply message)\\s*-{2,}\\s*$",
            FLAGS);
    private static final Pattern RULE = Pattern.compile("^\\s*[_=-]{20,}\\s*$");
    private static final Pattern FROM_LINE =
            Pattern.compile("^\\s*\\*?(?:de|from|expéditeur|sender)\\s*:\\*?\\s.+$", FLAGS);
    private static final Pattern OTHER_HEADER_LINE = Pattern.compile(
            "^\\s*\\*?(?:envoyé|sent|date|message du|à|a|to|objet|sujet|subject|cc|copie à)\\s*:\\*?.*$", FLAGS);
    private static final Pattern SUBJECT_LINE = Pattern.compile("^\\s*\\*?(?:objet|sujet|subject)\\s*:.*$", FLAGS);

    /** With an address, or in quotation marks. */
    private static final Pattern NAMES_SOMEBODY = Pattern.compile("^.*[@<\"].*$");

    private static final Pattern QUOTED = Pattern.compile("^\\s{0,3}>.*$");
    private static final Pattern SIGNATURE = Pattern.compile("^--\\s?$");
    private static final Pattern SIGNED_BY_A_PROGRAM = Pattern.compile(
            "^\\s*(?:envoyé (?:de|depuis|à partir|avec) .{1,80}|envoyé de mon .{1,60}|sent (?:from|via|with) .{1,80}"
                    + "|get outlook for .{1,40}|(?:obtenez|obtenir|télécharger) outlook pour .{1,40}"
                    + "|provenance : .{1,60})\\s*$",
            FLAGS);

    private ReplyText() {}

    /** What was written in answer to another mail; empty where nothing was. */
    static String ofReply(String text) {
        List<String> lines = lines(text);
        int cut = quotationBegins(lines);
        List<String> own = cut < 0 ? lines : aroundQuotation(lines, cut);
        return joined(withoutSignature(own));
    }

    /** What is left out of a reply though no line of it is marked as quoted; empty where nothing is. */
    static String leftOutUnmarked(String text) {
        List<String> lines = lines(text);
        int cut = quotationBegins(lines);
        List<String> quoted = cut < 0 ? List.of() : lines.subList(cut, lines.size());
        return quoted.stream().anyMatch(line -> is(QUOTED, line)) ? "" : joined(quoted);
    }

    /** What was written in a mail of its own: what it passes on belongs to it. */
    static String ofNew(String text) {
        String kept = joined(withoutSignature(lines(text)));
        return kept.isEmpty() ? text.strip() : kept;
    }

    private static List<String> lines(String text) {
        return text.replace("\r\n", "\n").replace('\r', '\n').lines().toList();
    }

    /** Programs set spaces that don't break, also narrow ones, and some take letters and accents apart. */
    static boolean is(Pattern pattern, CharSequence line) {
        String plain = Normalizer.normalize(line, Normalizer.Form.NFC);
        return pattern.matcher(SPACE.matcher(plain).replaceAll(" ")).matches();
    }

    /** Index of the line with which a quotation begins, or -1. */
    private static int quotationBegins(List<String> lines) {
        for (int index = 0; index < lines.size(); index++) {
            if (begins(lines, index)) {
                return index;
            }
        }
        return -1;
    }

    private static boolean begins(List<String> lines, int index) {
        String line = lines.get(index);
        if (line.length() > LONGEST_LINE) {
            return false;
        }
        if (is(ORIGINAL, line) || is(QUOTED, line)) {
            return true;
        }
        if (isAttribution(line, lines, index + 1) || isWrappedAttribution(lines, index)) {
            return true;
        }
        if (is(RULE, line)) {
            int next = index + 1;
            while (next < lines.size() && lines.get(next).isBlank()) {
                next++;
            }
            return next < lines.size() && isHeaderBlock(lines, next);
        }
        return isHeaderBlock(lines, index);
    }

    /** @param next index of the line that follows it */
    private static boolean isAttribution(CharSequence line, List<String> lines, int next) {
        return is(ATTRIBUTION, line) && (is(DATED_OR_ADDRESSED, line) || isQuotedFrom(lines, next));
    }

    private static boolean isQuotedFrom(List<String> lines, int next) {
        return lines.stream()
                .skip(next)
                .filter(line -> !line.isBlank())
                .findFirst()
                .filter(line -> is(QUOTED, line))
                .isPresent();
    }

    /** "Le lun. 2 mars 2026 à 10:00, Mairie <…>" broken over two or three lines. */
    private static boolean isWrappedAttribution(List<String> lines, int index) {
        if (!is(ATTRIBUTION_BEGIN, lines.get(index))) {
            return false;
        }
        StringBuilder joined = new StringBuilder(lines.get(index));
        for (int more = 1; more < LONGEST_ATTRIBUTION && index + more < lines.size(); more++) {
            joined.append(' ').append(lines.get(index + more).strip());
            if (joined.length() <= LONGEST_LINE && isAttribution(joined, lines, index + more + 1)) {
                return true;
            }
        }
        return false;
    }

    /**
     * From, Sent, To, Subject, as Outlook has them; Orange's webmail, and SFR's, say first when it was sent. People
     * answer when and where in such lines too, but name nobody who wrote them, and not all four.
     */
    private static boolean isHeaderBlock(List<String> lines, int index) {
        String first = lines.get(index);
        boolean fromFirst = is(FROM_LINE, first);
        if (!fromFirst && !is(OTHER_HEADER_LINE, first)) {
            return false;
        }
        boolean written = false;
        boolean named = false;
        boolean subject = false;
        int others = 0;
        for (String line : lines.subList(index, Math.min(lines.size(), index + LONGEST_HEADER_BLOCK))) {
            boolean from = is(FROM_LINE, line);
            boolean other = is(OTHER_HEADER_LINE, line);
            if (!fromFirst && !from && !other && !line.isBlank()) {
                break;
            }
            written = written || from;
            named = named || from && is(NAMES_SOMEBODY, line);
            subject = subject || is(SUBJECT_LINE, line);
            others += other ? 1 : 0;
        }
        return others >= 2 && (named || fromFirst && subject) || others >= 3 && written && subject;
    }

    private static List<String> aroundQuotation(List<String> lines, int cut) {
        List<String> before = lines.subList(0, cut);
        List<String> behind = new ArrayList<>();
        boolean marked = lines.subList(cut, lines.size()).stream().anyMatch(line -> is(QUOTED, line));
        if (!marked) {
            return before;
        }
        boolean begun = false;
        for (String line : lines.subList(cut, lines.size())) {
            boolean quoted = is(QUOTED, line);
            begun = begun || quoted;
            if (begun && !quoted) {
                behind.add(line);
            }
        }
        boolean answersBehind = withoutSignature(behind).stream().anyMatch(line -> !line.isBlank());
        if (!answersBehind) {
            return before;
        }
        List<String> both = new ArrayList<>(before);
        both.addAll(behind);
        return both;
    }

    private static List<String> withoutSignature(List<String> lines) {
        int end = lines.size();
        for (int index = Math.max(0, lines.size() - LONGEST_SIGNATURE); index < lines.size(); index++) {
            if (is(SIGNATURE, lines.get(index))) {
                end = index;
                break;
            }
        }
        while (end > 0
                && (lines.get(end - 1).isBlank()
                        || lines.get(end - 1).length() <= LONGEST_LINE
                                && is(SIGNED_BY_A_PROGRAM, lines.get(end - 1)))) {
            end--;
        }
        return lines.subList(0, end);
    }

    private static String joined(List<String> lines) {
        return String.join("\n", lines).strip();
    }
}
