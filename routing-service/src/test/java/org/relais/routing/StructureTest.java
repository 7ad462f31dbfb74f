package org.relais.routing;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

/** The structure that the packages promise. */
class StructureTest {

    private static final List<String> FEATURES = List.of(
            "area",
            "calendar",
            "cases",
            "deadlines",
            "desk",
            "drafts",
            "experiments",
            "learning",
            "places",
            "responsibility",
            "rules",
            "suggestion",
            "territory",
            "triage");

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.relais.routing");

    @Test
    void everyFeatureHasClassesThatTheRulesBelowLookAt() {
        assertThat(FEATURES)
                .allSatisfy(
                        feature -> assertThat(CLASSES.that(resideInAPackage("org.relais.routing." + feature + "..")))
                                .isNotEmpty());
        assertThat(CLASSES.that(resideInAPackage("org.relais.routing.cases"))).hasSizeGreaterThan(20);
        assertThat(CLASSES.that(resideInAPackage("org.relais.routing.cases.messaging")))
                .hasSizeGreaterThan(5);
    }

    @Test
    void theLifeOfACaseIsPlainJava() {
        noClasses()
                .that()
                .resideInAPackage("org.relais.routing.cases")
                .should()
                .dependOnClassesThat(not(resideInAnyPackage(
                                "java..",
                                "org.jspecify..",
                                "org.relais.routing..",
                                "org.relais.platform.digest",
                                "org.relais.platform.masking"))
                        .or(resideInAnyPackage(
                                "org.relais.routing.cases.messaging..",
                                "org.relais.routing.cases.persistence..",
                                "org.relais.routing.cases.timers..",
                                "org.relais.routing.cases.web..")))
                .check(CLASSES);
    }

    @Test
    void avroStaysInMessaging() {
        noClasses()
                .that()
                .resideOutsideOfPackage("..messaging..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.apache.avro..",
                        "org.relais.event.common..",
                        "org.relais.event.department..",
                        "org.relais.event.routing..",
                        "org.relais.event.servicerequest..",
                        "org.relais.event.territory..")
                .check(CLASSES);
    }

    @Test
    void whatWordsTeachIsPlainJavaAndLuceneStaysBehindItsPort() {
        noClasses()
                .that()
                .resideInAPackage("org.relais.routing.suggestion")
                .should()
                .dependOnClassesThat(not(resideInAnyPackage(
                                "java..", "org.jspecify..", "org.relais.routing..", "org.relais.platform.digest"))
                        .or(resideInAnyPackage(
                                "org.relais.routing.suggestion.lucene..", "org.relais.routing.suggestion.nightly..")))
                .check(CLASSES);
        noClasses()
                .that()
                .resideOutsideOfPackage("org.relais.routing.suggestion.lucene")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.lucene..")
                .check(CLASSES);
    }

    @Test
    void whoIsResponsibleIsDecidedInPlainJava() {
        noClasses()
                .that()
                .resideInAnyPackage("org.relais.routing.responsibility", "org.relais.routing.rules")
                .should()
                .dependOnClassesThat(not(resideInAnyPackage("java..", "org.jspecify..", "org.relais.routing..")))
                .check(CLASSES);
    }

    @Test
    void timeIdsAndChanceComeInAsData() {
        noClasses()
                .should()
                .callMethodWhere(DescribedPredicate.describe(
                        "asks for the time, a random id or a random number",
                        call -> asksTheWorld(call.getTargetOwner(), call.getName())))
                .check(CLASSES);
    }

    @Test
    void featuresReachEachOtherThroughTheirOwnPackageOnly() {
        ApplicationModules.of(RoutingServiceApplication.class).verify();
    }

    private static boolean asksTheWorld(JavaClass owner, String method) {
        boolean now = method.equals("now")
                && List.of(
                                Instant.class,
                                LocalDate.class,
                                LocalDateTime.class,
                                OffsetDateTime.class,
                                ZonedDateTime.class)
                        .stream()
                        .anyMatch(owner::isEquivalentTo);
        boolean clock = owner.isEquivalentTo(Clock.class) && method.startsWith("system");
        boolean chance = owner.isEquivalentTo(UUID.class) && method.equals("randomUUID")
                || owner.isEquivalentTo(Random.class)
                || owner.isEquivalentTo(ThreadLocalRandom.class)
                || owner.isEquivalentTo(Math.class) && method.equals("random");
        return now || clock || chance;
    }
}
