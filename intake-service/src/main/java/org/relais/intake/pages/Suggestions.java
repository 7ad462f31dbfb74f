package org.relais.intake.pages;

import java.util.List;
import org.relais.intake.territory.ServiceDefinition;
import org.relais.intake.territory.Territory;

/** Which services a person may mean by their words. Only proposed: the person decides. */
@FunctionalInterface
public interface Suggestions {

    int MOST = 3;

    /** The likeliest first; none where the words say nothing. */
    List<ServiceDefinition> of(String words, Territory territory);
}
