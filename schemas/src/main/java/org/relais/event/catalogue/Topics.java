package org.relais.event.catalogue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.relais.event.catalogue.Topic.Key;
import org.relais.event.department.command.v1.AcknowledgeCase;
import org.relais.event.department.command.v1.AskRequester;
import org.relais.event.department.command.v1.DeclineCase;
import org.relais.event.department.command.v1.MergeCase;
import org.relais.event.department.command.v1.ReportProgress;
import org.relais.event.department.command.v1.ResolveCase;
import org.relais.event.department.command.v1.SplitCase;
import org.relais.event.department.command.v1.TransferCase;
import org.relais.event.department.v1.CaseAssigned;
import org.relais.event.department.v1.CaseChanged;
import org.relais.event.department.v1.CaseUnassigned;
import org.relais.event.department.v1.CommandRefused;
import org.relais.event.notification.v1.NotificationDelivered;
import org.relais.event.notification.v1.NotificationFailed;
import org.relais.event.notification.v1.NotificationSent;
import org.relais.event.notification.v1.NotificationWithdrawn;
import org.relais.event.routing.v1.CaseAcknowledged;
import org.relais.event.routing.v1.CaseConfirmed;
import org.relais.event.routing.v1.CaseContested;
import org.relais.event.routing.v1.CaseEscalated;
import org.relais.event.routing.v1.CaseReopened;
import org.relais.event.routing.v1.CaseResolved;
import org.relais.event.routing.v1.CaseSplit;
import org.relais.event.routing.v1.CaseTransferred;
import org.relais.event.routing.v1.CaseWithdrawn;
import org.relais.event.routing.v1.CasesMerged;
import org.relais.event.routing.v1.CitizenActionRefused;
import org.relais.event.routing.v1.DeadlineMissed;
import org.relais.event.routing.v1.DeadlineSet;
import org.relais.event.routing.v1.InformationReceived;
import org.relais.event.routing.v1.InformationRequested;
import org.relais.event.routing.v1.PartsChanged;
import org.relais.event.routing.v1.ProgressReported;
import org.relais.event.routing.v1.ResponsibilityDeclined;
import org.relais.event.routing.v1.RoutingDeferred;
import org.relais.event.routing.v1.ServiceRequestRouted;
import org.relais.event.servicerequest.v1.DetailsAdded;
import org.relais.event.servicerequest.v1.OutcomeConfirmed;
import org.relais.event.servicerequest.v1.OutcomeContested;
import org.relais.event.servicerequest.v1.RequestWithdrawn;
import org.relais.event.servicerequest.v1.RequesterErased;
import org.relais.event.servicerequest.v1.ServiceRequestSubmitted;
import org.relais.event.servicerequest.v1.SupportAdded;
import org.relais.event.servicerequest.v1.TextRedacted;
import org.relais.event.territory.v1.TerritoryPublished;

/** The catalogue: every topic of the platform. {@code docs/events.md} and {@code docs/asyncapi.json} are generated from it. */
public final class Topics {

    public static final String INTAKE = "intake-service";
    public static final String ROUTING = "routing-service";
    public static final String NOTIFICATION = "notification-service";

    private static final Duration YEAR = Duration.ofDays(365);
    private static final Pattern DEPARTMENT_CODE = Pattern.compile("[a-z][a-z0-9-]{1,39}");

    public static final Topic INTAKE_SERVICE_REQUESTS = new Topic(
            "intake.service-requests.v1",
            INTAKE,
            "relais/intake",
            Key.REQUEST_ID,
            List.of(
                    ServiceRequestSubmitted.class,
                    DetailsAdded.class,
                    SupportAdded.class,
                    RequestWithdrawn.class,
                    OutcomeConfirmed.class,
                    OutcomeContested.class,
                    RequesterErased.class,
                    TextRedacted.class),
            6,
            YEAR,
            List.of(ROUTING, NOTIFICATION));

    public static final Topic ROUTING_SERVICE_REQUESTS = new Topic(
            "routing.service-requests.v1",
            ROUTING,
            "relais/routing",
            Key.REQUEST_ID,
            List.of(
                    ServiceRequestRouted.class,
                    RoutingDeferred.class,
                    CaseAcknowledged.class,
                    CaseTransferred.class,
                    ResponsibilityDeclined.class,
                    InformationRequested.class,
                    InformationReceived.class,
                    ProgressReported.class,
                    DeadlineSet.class,
                    DeadlineMissed.class,
                    CaseEscalated.class,
                    CaseResolved.class,
                    CaseConfirmed.class,
                    CaseContested.class,
                    CaseReopened.class,
                    CaseWithdrawn.class,
                    CasesMerged.class,
                    CaseSplit.class,
                    PartsChanged.class,
                    CitizenActionRefused.class),
            6,
            YEAR,
            List.of(INTAKE, NOTIFICATION));

    public static final Topic NOTIFICATION_DELIVERIES = new Topic(
            "notification.deliveries.v1",
            NOTIFICATION,
            "relais/notification",
            Key.REQUEST_ID,
            List.of(
                    NotificationSent.class,
                    NotificationDelivered.class,
                    NotificationFailed.class,
                    NotificationWithdrawn.class),
            6,
            Duration.ofDays(90),
            List.of(INTAKE));

    public static final Topic TERRITORY_VERSIONS = new Topic(
            "territory.versions.v1",
            ROUTING,
            "relais/routing/territory",
            Key.JURISDICTION_ID,
            List.of(TerritoryPublished.class),
            1,
            null,
            List.of(INTAKE, NOTIFICATION));

    /** Topics that every deployment has, whatever its departments. */
    public static final List<Topic> FIXED =
            List.of(INTAKE_SERVICE_REQUESTS, ROUTING_SERVICE_REQUESTS, NOTIFICATION_DELIVERIES, TERRITORY_VERSIONS);

    /** Groups that read, each with a dead-letter topic of its own. */
    public static final List<String> GROUPS = List.of(INTAKE, ROUTING, NOTIFICATION);

    /** What a department reads. */
    public static final List<Class<? extends SpecificRecord>> DEPARTMENT_EVENTS =
            List.of(CaseAssigned.class, CaseChanged.class, CaseUnassigned.class, CommandRefused.class);

    /** What a department writes. */
    public static final List<Class<? extends SpecificRecord>> DEPARTMENT_COMMANDS = List.of(
            AcknowledgeCase.class,
            AskRequester.class,
            ReportProgress.class,
            DeclineCase.class,
            TransferCase.class,
            ResolveCase.class,
            SplitCase.class,
            MergeCase.class);

    private static final String DEPARTMENT_PREFIX = "department.";
    private static final String REQUESTS_SUFFIX = ".requests.v1";
    private static final String UPDATES_SUFFIX = ".updates.v1";
    private static final Pattern DEPARTMENT_REQUESTS =
            Pattern.compile(Pattern.quote(DEPARTMENT_PREFIX) + DEPARTMENT_CODE + Pattern.quote(REQUESTS_SUFFIX));

    private Topics() {}

    /** Every record type of the platform, in the order of the catalogue. */
    public static List<Class<? extends SpecificRecord>> allEvents() {
        var all = new ArrayList<Class<? extends SpecificRecord>>();
        FIXED.forEach(topic -> all.addAll(topic.events()));
        all.addAll(DEPARTMENT_EVENTS);
        all.addAll(DEPARTMENT_COMMANDS);
        return List.copyOf(all);
    }

    /** What a service writes, on whichever topic. */
    public static List<Class<? extends SpecificRecord>> writtenBy(String service) {
        return Stream.concat(
                        FIXED.stream()
                                .filter(topic -> topic.owner().equals(service))
                                .flatMap(topic -> topic.events().stream()),
                        service.equals(ROUTING) ? DEPARTMENT_EVENTS.stream() : Stream.empty())
                .distinct()
                .toList();
    }

    /** Which topics a service writes with numbers of its own for each key. */
    public static Predicate<String> numberedBy(String service) {
        Set<String> fixed = FIXED.stream()
                .filter(topic -> topic.owner().equals(service))
                .map(Topic::name)
                .collect(Collectors.toSet());
        Predicate<String> departments = DEPARTMENT_REQUESTS.asMatchPredicate();
        return name -> fixed.contains(name) || service.equals(ROUTING) && departments.test(name);
    }

    /** What a service reads, on whichever topic. */
    public static List<Class<? extends SpecificRecord>> readBy(String service) {
        return Stream.concat(
                        FIXED.stream()
                                .filter(topic -> topic.consumers().contains(service))
                                .flatMap(topic -> topic.events().stream()),
                        service.equals(ROUTING) ? DEPARTMENT_COMMANDS.stream() : Stream.empty())
                .distinct()
                .toList();
    }

    /** Where a department that takes part by Kafka reads its cases. */
    public static Topic departmentRequests(String departmentCode) {
        return new Topic(
                DEPARTMENT_PREFIX + checked(departmentCode) + REQUESTS_SUFFIX,
                ROUTING,
                "relais/routing/department/" + departmentCode,
                Key.REQUEST_ID,
                DEPARTMENT_EVENTS,
                3,
                YEAR,
                List.of(departmentCode));
    }

    /** Where a department that takes part by Kafka writes its commands, and nobody else does. */
    public static Topic departmentUpdates(String departmentCode) {
        return new Topic(
                DEPARTMENT_PREFIX + checked(departmentCode) + UPDATES_SUFFIX,
                departmentCode,
                "relais/department/" + departmentCode,
                Key.REQUEST_ID,
                DEPARTMENT_COMMANDS,
                3,
                Duration.ofDays(90),
                List.of(ROUTING));
    }

    /** Every department's updates, for a consumer that subscribes by pattern. */
    public static Pattern departmentUpdatesPattern() {
        return Pattern.compile("department\\.[a-z][a-z0-9-]{1,39}\\.updates\\.v1");
    }

    /** Code of the department that owns an updates topic. */
    public static String departmentOf(String updatesTopic) {
        if (!departmentUpdatesPattern().matcher(updatesTopic).matches()) {
            throw new IllegalArgumentException("not a department's updates topic: " + updatesTopic);
        }
        return updatesTopic.substring(DEPARTMENT_PREFIX.length(), updatesTopic.length() - UPDATES_SUFFIX.length());
    }

    /** What a group could not read, untouched, with its origin and a reason code in the headers. */
    public static Topic deadLetters(String group) {
        return new Topic(
                group + ".dlt.v1",
                group,
                "relais/" + group + "/dead-letters",
                Key.ORIGINAL,
                List.<Class<? extends SpecificRecord>>of(),
                3,
                Duration.ofDays(90),
                List.of());
    }

    private static String checked(String departmentCode) {
        if (!DEPARTMENT_CODE.matcher(departmentCode).matches()) {
            throw new IllegalArgumentException("department code must match " + DEPARTMENT_CODE + ": " + departmentCode);
        }
        return departmentCode;
    }
}
