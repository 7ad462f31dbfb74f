package org.relais.intake.open311.web;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.relais.intake.open311.Times;
import org.relais.intake.open311.Update;
import org.relais.intake.open311.web.Document.Fields;
import org.relais.intake.open311.web.Document.Items;
import org.relais.intake.tracking.OpenState;
import org.relais.intake.tracking.PublicView;
import org.springframework.stereotype.Component;

/** Requests and updates in the words of the standard. */
@Component
class RequestDocuments {

    private final PublicAddress address;

    RequestDocuments(PublicAddress address) {
        this.address = address;
    }

    static Document list(List<Fields> requests) {
        return Document.of("service_requests", new Items("request").addAll(requests));
    }

    static Document updates(List<Update> updates) {
        Items items = new Items("request_update");
        updates.forEach(update -> items.add(new Fields()
                .with("update_id", update.updateId())
                .with("service_request_id", update.code().toString())
                .with("status", update.state().word())
                .with("updated_datetime", Times.written(update.at()))
                .with("description", update.description())
                .with("media_url", null)));
        return Document.of("service_request_updates", items);
    }

    Fields request(PublicView view, boolean extensions) {
        PublicView.Location place = view.location();
        Fields request = new Fields()
                .with("service_request_id", view.trackingCode())
                .with("status", OpenState.of(view.status()).word())
                .with("status_notes", notes(view))
                .with("service_name", view.service().name())
                .with("service_code", view.service().code())
                .with("description", view.description())
                .with("agency_responsible", agency(view))
                .with("service_notice", null)
                .with("requested_datetime", Times.written(view.submittedAt()))
                .with("updated_datetime", Times.written(view.updatedAt()))
                .with("expected_datetime", written(view.expectedAt()))
                .with("address", place == null ? null : place.address())
                .with("address_id", null)
                .with("zipcode", null)
                .with("lat", place == null ? null : decimal(place.latitude()))
                .with("long", place == null ? null : decimal(place.longitude()))
                .with("media_url", mediaUrl(view));
        return extensions ? extended(request, view) : request;
    }

    /** The standard knows one agency a request; of several that share it, all are named. */
    private static @Nullable String agency(PublicView view) {
        if (view.department() != null) {
            return view.department().name();
        }
        String all = view.parts().stream()
                .map(PublicView.PartView::department)
                .filter(Objects::nonNull)
                .map(PublicView.ResponsibleDepartment::name)
                .distinct()
                .collect(Collectors.joining(", "));
        return all.isEmpty() ? null : all;
    }

    /** What the standard has no words for; clients ask for it with extensions=true. */
    private Fields extended(Fields request, PublicView view) {
        Items pictures = new Items("media_url");
        view.attachments().forEach(picture -> pictures.add(address.of(picture.url())));
        PublicView.ResponsibleDepartment department = view.department();
        PublicView.OutcomeView outcome = view.outcome();
        Items notes = new Items("note");
        view.timeline()
                .forEach(step -> notes.add(new Fields()
                        .with("datetime", Times.written(step.at()))
                        .with("type", step.type())
                        .with("summary", step.text())
                        .with("description", step.message())));
        return request.with(
                        "extended_attributes",
                        new Fields()
                                .with("detailed_status", view.status())
                                .with("department_code", department == null ? null : department.code())
                                .with("outcome", outcome == null ? null : outcome.code())
                                .with(
                                        "reason",
                                        view.why() == null ? null : view.why().text())
                                .with("media_urls", pictures))
                .with("notes", notes);
    }

    /** How it ended and why, or what is being asked, or why it is where it is. */
    private static @Nullable String notes(PublicView view) {
        PublicView.OutcomeView outcome = view.outcome();
        if (outcome != null) {
            return Stream.of(outcome.text(), outcome.message())
                    .filter(part -> part != null && !part.isBlank())
                    .collect(Collectors.joining(": "));
        }
        if (view.openQuestion() != null) {
            return view.openQuestion().text();
        }
        return view.why() == null ? null : view.why().text();
    }

    private @Nullable String mediaUrl(PublicView view) {
        return view.attachments().isEmpty()
                ? null
                : address.of(view.attachments().getFirst().url());
    }

    private static @Nullable String written(@Nullable Instant instant) {
        return instant == null ? null : Times.written(instant);
    }

    private static @Nullable BigDecimal decimal(@Nullable Double degrees) {
        return degrees == null ? null : BigDecimal.valueOf(degrees);
    }
}
