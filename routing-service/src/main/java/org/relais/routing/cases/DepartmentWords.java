package org.relais.routing.cases;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.relais.platform.masking.ContactDetailMask;
import org.relais.routing.cases.CaseCommand.DepartmentCommand;
import org.relais.routing.territory.Contact;
import org.relais.routing.territory.Territories;
import org.relais.routing.territory.Territory;

/**
 * The words of a department, or of a person in triage, as they may stand on topics and pages: contact details and what looks like
 * somebody's name are taken out of them, but for the details by which the town itself can be reached.
 */
final class DepartmentWords {

    /** libphonenumber's: numbers with a country code are known all the same. */
    private static final String NO_REGION = "ZZ";

    private static final String FRENCH = "fr";

    private final ContactDetailMask mask = new ContactDetailMask();
    private final Territories territories;

    DepartmentWords(Territories territories) {
        this.territories = territories;
    }

    DepartmentCommand masked(DepartmentCommand command, String jurisdictionId) {
        return masked(command, territories.current(jurisdictionId));
    }

    Words masked(Words words, String jurisdictionId) {
        return masked(words, territories.current(jurisdictionId));
    }

    Resolution masked(Resolution resolution, String jurisdictionId) {
        return masked(resolution, territories.current(jurisdictionId));
    }

    List<CaseCommand.NewPart> masked(List<CaseCommand.NewPart> parts, String jurisdictionId) {
        return masked(parts, territories.current(jurisdictionId));
    }

    private DepartmentCommand masked(DepartmentCommand command, Optional<Territory> territory) {
        return switch (command) {
            case CaseCommand.Acknowledge c -> new CaseCommand.Acknowledge(c.sender(), masked(c.message(), territory));
            case CaseCommand.Ask c ->
                new CaseCommand.Ask(
                        c.sender(),
                        new Question(c.question().id(), masked(c.question().text(), territory)));
            case CaseCommand.ReportProgress c ->
                new CaseCommand.ReportProgress(c.sender(), masked(c.message(), territory));
            case CaseCommand.Decline c ->
                new CaseCommand.Decline(c.sender(), masked(c.reason(), territory), c.proposedDepartment());
            case CaseCommand.Transfer c ->
                new CaseCommand.Transfer(c.sender(), c.toDepartment(), masked(c.reason(), territory));
            case CaseCommand.Merge c -> c;
            case CaseCommand.Split c -> new CaseCommand.Split(c.sender(), masked(c.parts(), territory));
            case CaseCommand.Resolve c -> new CaseCommand.Resolve(c.sender(), masked(c.resolution(), territory));
        };
    }

    private Resolution masked(Resolution resolution, Optional<Territory> territory) {
        return new Resolution(
                resolution.outcome(),
                masked(resolution.message(), territory),
                resolution.plannedFor(),
                masked(resolution.responsible(), territory));
    }

    private List<CaseCommand.NewPart> masked(List<CaseCommand.NewPart> parts, Optional<Territory> territory) {
        return parts.stream()
                .map(part -> new CaseCommand.NewPart(part.caseId(), part.department(), masked(part.work(), territory)))
                .toList();
    }

    /** Without a territory in force nothing is known to be open. */
    private Words masked(Words words, Optional<Territory> territory) {
        return words.isEmpty()
                ? words
                : new Words(mask.contactsIn(
                        words.text(),
                        territory.map(DepartmentWords::open).orElse(List.of()),
                        territory.map(Territory::phoneRegion).orElse(NO_REGION),
                        territory.map(known -> known.languages().getFirst()).orElse(FRENCH)));
    }

    private static List<String> open(Territory territory) {
        List<String> open = new ArrayList<>();
        add(territory.contact(), open);
        territory.departments().forEach(department -> add(department.contact(), open));
        return open;
    }

    private static void add(Contact contact, List<String> open) {
        open.add(contact.email());
        open.add(contact.phone());
    }
}
