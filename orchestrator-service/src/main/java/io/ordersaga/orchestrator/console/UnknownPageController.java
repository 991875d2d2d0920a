package io.ordersaga.orchestrator.console;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/**
 * Addresses of the console that lead nowhere: people are told so on a page. What has a dot in its name is a file, and not
 * looked for here.
 */
@Hidden
@Controller
class UnknownPageController {

    @GetMapping({"/console", "/console/"})
    String beginning() {
        return "redirect:/";
    }

    @RequestMapping({
        "/console/{page:[^.]+}",
        "/console/{page:[^.]+}/",
        "/console/{folder}/{page:[^.]+}",
        "/console/{folder}/{page:[^.]+}/",
        "/console/{folder}/{thing}/{page:[^.]+}",
        "/console/{folder}/{thing}/{part}/{page:[^.]+}"
    })
    ModelAndView unknown(HttpServletRequest request, HttpServletResponse response) {
        return ConsoleProblems.page(
                response,
                HttpStatus.NOT_FOUND.value(),
                "Nothing is shown at " + request.getRequestURI() + "; check the address.");
    }
}
