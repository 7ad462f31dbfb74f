package org.relais.notification.delivery;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.relais.notification.planning.Happening;
import org.relais.notification.planning.MessageKind;
import org.relais.notification.planning.PlannedMessage.Detail;
import org.relais.notification.request.FollowedRequest;
import org.relais.notification.territory.Territory;
import org.relais.notification.territory.Territory.Department;

/**
 * What fills a template: the event's own details first, then what is known of the request, in the reader's language and the
 * territory's time. Nothing that a person wrote goes into a mail to people: whoever files under somebody else's address could
 * have us send them anything.
 */
final class Composer {

    private static final Map<String, DateTimeFormatter> DATES = Map.of(
            "fr", DateTimeFormatter.ofPattern("EEEE d MMMM uuuu", Locale.FRANCE),
            "en", DateTimeFormatter.ofPattern("EEEE d MMMM uuuu", Locale.UK));
    private static final DateTimeFormatter OTHERWISE = DateTimeFormatter.ISO_LOCAL_DATE;

    private final String publicUrl;

    private final String deskUrl;

    /**
     * @param publicUrl where the citizens' pages are
     * @param deskUrl where the departments' pages are
     */
    Composer(String publicUrl, String deskUrl) {
        this.publicUrl = publicUrl.replaceAll("/+$", "");
        this.deskUrl = deskUrl.replaceAll("/+$", "");
    }

    Map<String, String> compose(Delivery delivery, FollowedRequest request, Territory territory) {
        String language = delivery.language();
        Map<Detail, String> details = delivery.details();
        Optional<Department> department = Optional.ofNullable(details.getOrDefault(
                        Detail.DEPARTMENT, namesCurrent(delivery.kind()) ? request.department() : null))
                .flatMap(territory::department);
        Variables variables = new Variables();
        variables.put("town", Territory.in(territory.name(), language));
        variables.put("townContact", Territory.in(territory.contact().name(), language));
        variables.put("townEmail", territory.contact().email());
        variables.put("townPhone", territory.contact().phone());
        variables.put("trackingCode", request.trackingCode());
        variables.put("trackingUrl", publicUrl + "/requests/" + request.trackingCode());
        variables.put(
                "service",
                territory.serviceName(request.serviceCode(), language).orElse(null));
        variables.put("filedOn", date(request.submittedAt(), territory.zone(), language));
        variables.put("legalNote", territory.text("receipt.note", language).orElse(null));
        inCharge(variables, department, territory, language);
        expected(variables, details.get(Detail.EXPECTED_AT), request, territory.zone(), language);
        String decideBy = details.get(Detail.DECIDE_BY);
        variables.put("decideOn", decideBy == null ? null : date(Instant.parse(decideBy), territory.zone(), language));
        variables.put("departmentName", departmentName(department, details.get(Detail.DEPARTMENT), language));
        variables.put(
                "previousDepartmentName",
                details.containsKey(Detail.PREVIOUS_DEPARTMENT)
                        ? nameOf(details.get(Detail.PREVIOUS_DEPARTMENT), territory, language)
                        : null);
        variables.put("reason", details.get(Detail.REASON));
        variables.put("declinedReason", details.get(Detail.DECLINED_REASON));
        variables.put("message", details.get(Detail.MESSAGE));
        variables.put("outcome", details.get(Detail.OUTCOME));
        variables.put("plannedOn", plannedOn(details.get(Detail.PLANNED_FOR), language));
        variables.put("responsible", details.get(Detail.RESPONSIBLE));
        variables.put("refusedType", details.get(Detail.REFUSED_TYPE));
        variables.put("refusal", details.get(Detail.REFUSAL));
        variables.put("placeWanted", details.get(Detail.PLACE_WANTED));
        variables.put("elsewhere", details.get(Detail.ELSEWHERE));
        variables.put("byAgent", details.get(Detail.BY_AGENT));
        variables.put("deskUrl", deskPage(delivery.kind(), details));
        variables.put("forOperator", raisedToOperator(details) ? "yes" : null);
        return Map.copyOf(variables.values);
    }

    /** A department opens its own case there; who watches over all of them, the list of dates or of what waits in triage. */
    private @Nullable String deskPage(MessageKind kind, Map<Detail, String> details) {
        if (kind == MessageKind.TRIAGE_OVERDUE) {
            return deskUrl + "/triage";
        }
        if (!details.containsKey(Detail.ESCALATED_TO)) {
            return null;
        }
        return raisedToOperator(details) || !details.containsKey(Detail.DEPARTMENT)
                ? deskUrl + "/deadlines"
                : deskUrl + "/cases/" + details.get(Detail.CASE_ID);
    }

    private static boolean raisedToOperator(Map<Detail, String> details) {
        return Happening.Attention.OPERATOR.name().equals(details.get(Detail.ESCALATED_TO));
    }

    /** Whether a message without a department of its own names the one in charge now. */
    private static boolean namesCurrent(MessageKind kind) {
        return switch (kind) {
            case RECEIPT, JOINED, ACTION_REFUSED -> true;
            case ROUTED, REROUTED, TRANSFERRED, DEFERRED, QUESTION, PROGRESS, OUTCOME, REOPENED -> false;
            case CONTESTED, WITHDRAWN, MERGED, SPLIT, ESCALATED, TRIAGE_OVERDUE -> false;
        };
    }

    private static void inCharge(
            Variables variables, Optional<Department> department, Territory territory, String language) {
        Territory.TownHall townHall = territory.contact();
        Optional<Territory.Contact> contact = department.flatMap(it -> Optional.ofNullable(it.contact()));
        variables.put(
                "departmentAddress", contact.map(Territory.Contact::address).orElse(null));
        variables.put("departmentEmail", contact.map(Territory.Contact::email).orElse(null));
        variables.put("departmentPhone", contact.map(Territory.Contact::phone).orElse(null));
        variables.put(
                "inChargeName",
                department
                        .map(it -> Territory.in(it.name(), language))
                        .orElseGet(() -> Territory.in(townHall.name(), language)));
        // Where the department has no contact of its own, the town hall's serves: an acknowledgement owes one.
        variables.put("inChargeAddress", contact.map(Territory.Contact::address).orElse(townHall.address()));
        variables.put("inChargeEmail", contact.map(Territory.Contact::email).orElse(townHall.email()));
        variables.put("inChargePhone", contact.map(Territory.Contact::phone).orElse(townHall.phone()));
    }

    private static void expected(
            Variables variables, @Nullable String detail, FollowedRequest request, ZoneId zone, String language) {
        Instant expected = detail == null ? request.expectedAt() : Instant.parse(detail);
        variables.put("expectedOn", expected == null ? null : date(expected, zone, language));
    }

    private static @Nullable String departmentName(
            Optional<Department> department, @Nullable String code, String language) {
        return department.map(it -> Territory.in(it.name(), language)).orElse(code);
    }

    private static @Nullable String nameOf(@Nullable String code, Territory territory, String language) {
        return code == null ? null : departmentName(territory.department(code), code, language);
    }

    private static @Nullable String plannedOn(@Nullable String day, String language) {
        return day == null ? null : written(LocalDate.parse(day), language);
    }

    private static String date(Instant instant, ZoneId zone, String language) {
        return written(instant.atZone(zone).toLocalDate(), language);
    }

    private static String written(LocalDate day, String language) {
        String date = DATES.getOrDefault(language, OTHERWISE).format(day);
        // French counts a month's first day apart: 1er.
        return language.equals("fr") && day.getDayOfMonth() == 1 ? date.replaceFirst(" 1 ", " 1er ") : date;
    }

    /** Leaves out what has no value. */
    private static final class Variables {

        private final Map<String, String> values = new HashMap<>();

        void put(String name, @Nullable String value) {
            if (value != null && !value.isBlank()) {
                values.put(name, value);
            }
        }
    }
}
