package org.relais.intake.pages.counter;

import org.relais.platform.security.Caller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** Who is signed in, and which of the agents' pages are theirs. */
@ControllerAdvice(assignableTypes = {CounterController.class, ReviewPagesController.class})
class AgentAdvice {

    @ModelAttribute
    void agent(Caller agent, Model model) {
        model.addAttribute("agent", agent.clientId());
        model.addAttribute("mayReview", agent.oversees());
    }
}
