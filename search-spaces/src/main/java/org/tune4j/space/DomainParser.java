package org.tune4j.space;

import static java.util.Map.entry;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.tune4j.yaml.Node;
import org.tune4j.yaml.Place;
import org.tune4j.yaml.Problems;

/**
 * Reads the numeric domains: their arguments as a list or by name, and the rules they must obey.
 */
final class DomainParser {
  /** A parameter without a default has {@code null}; whole-number functions have Long defaults. */
  private record Parameter(String name, @Nullable Number otherwise) {}

  private static final Parameter LOWER = new Parameter("lower", null);
  private static final Parameter UPPER = new Parameter("upper", null);
  private static final Parameter Q = new Parameter("q", null);
  private static final Parameter BASE = new Parameter("base", 10.0);
  private static final Parameter MEAN = new Parameter("mean", 0.0);
  private static final Parameter SD = new Parameter("sd", 1.0);

  private static final Map<String, List<Parameter>> FUNCTIONS =
      Map.ofEntries(
          entry("uniform", List.of(LOWER, UPPER)),
          entry("quniform", List.of(LOWER, UPPER, Q)),
          entry("loguniform", List.of(LOWER, UPPER, BASE)),
          entry("qloguniform", List.of(LOWER, UPPER, Q, BASE)),
          entry("randn", List.of(MEAN, SD)),
          entry("qrandn", List.of(new Parameter("mean", null), new Parameter("sd", null), Q)),
          entry("randint", List.of(LOWER, UPPER)),
          entry("qrandint", List.of(LOWER, UPPER, new Parameter("q", 1L))),
          entry("lograndint", List.of(LOWER, UPPER, BASE)),
          entry("qlograndint", List.of(LOWER, UPPER, Q, BASE)));

  private static final Set<String> ALL = new TreeSet<>(FUNCTIONS.keySet());

  static {
    ALL.addAll(List.of("choice", "sample_from", "grid_search"));
  }

  private final Problems problems;
  private final String path;
  private final String function;
  private final Place place;
  private final Map<String, Place> places = new HashMap<>();
  private final Map<String, Number> values = new LinkedHashMap<>();
  private boolean failed;

  private DomainParser(String path, String function, Place place, Problems problems) {
    this.path = path;
    this.function = function;
    this.place = place;
    this.problems = problems;
  }

  /** Every function's name, those that are not numeric too. */
  static Set<String> functions() {
    return ALL;
  }

  /** The domain; {@code null} when something is wrong, which is then a problem. */
  static Domain.@Nullable Numeric parse(
      String path, String function, Place place, Node arguments, Problems problems) {
    return new DomainParser(path, function, place, problems).parse(arguments);
  }

  private Domain.@Nullable Numeric parse(Node arguments) {
    List<Parameter> parameters = parameters();
    switch (arguments) {
      case Node.Sequence list -> positional(list, parameters);
      case Node.Mapping map -> named(map, parameters);
      case Node.Scalar scalar when scalar.value() == null -> {}
      case Node.Scalar scalar ->
          fail(
              scalar.place(),
              "the arguments must be a list or a map (" + Problems.quote(scalar.value()) + ")",
              "write " + usage());
    }
    for (Parameter parameter : parameters) {
      if (!failed && !values.containsKey(parameter.name())) {
        if (parameter.otherwise() == null) {
          fail(arguments.place(), parameter.name() + " is missing", "write " + usage());
        } else {
          values.put(parameter.name(), parameter.otherwise());
        }
      }
    }
    if (failed) {
      return null;
    }
    checkBase();
    if (values.containsKey("q") && number("q").doubleValue() == 0) {
      fail(places.getOrDefault("q", place), "q must be greater than 0 (0)", null);
    }
    broken().forEach(rule -> fail(at(rule.argument()), rule.message(), rule.maybe()));
    return failed ? null : build();
  }

  private List<Parameter> parameters() {
    List<Parameter> parameters = FUNCTIONS.get(function);
    if (parameters == null) {
      throw new IllegalArgumentException("no numeric domain: " + function);
    }
    return parameters;
  }

  private void positional(Node.Sequence list, List<Parameter> parameters) {
    if (list.items().size() > parameters.size()) {
      fail(
          list.items().get(parameters.size()).place(),
          "takes at most %d arguments (%d)".formatted(parameters.size(), list.items().size()),
          "write " + usage());
      return;
    }
    for (int i = 0; i < list.items().size(); i++) {
      argument(parameters.get(i), list.items().get(i));
    }
  }

  private void named(Node.Mapping map, List<Parameter> parameters) {
    List<String> names = parameters.stream().map(Parameter::name).toList();
    map.entries()
        .forEach(
            (name, entry) -> {
              int i = names.indexOf(name);
              if (i >= 0) {
                argument(parameters.get(i), entry.value());
              } else {
                String nearest = Problems.useNearest(name, names);
                fail(
                    entry.keyPlace(),
                    "has no argument " + Problems.show(name),
                    nearest == null ? "write " + usage() : nearest);
              }
            });
  }

  private void argument(Parameter parameter, Node node) {
    places.put(parameter.name(), node.place());
    if (!(node instanceof Node.Scalar scalar && scalar.value() instanceof Number value)) {
      String shown = node instanceof Node.Scalar s ? " (" + Problems.quote(s.value()) + ")" : "";
      fail(node.place(), parameter.name() + " must be a number" + shown, null);
    } else if (!isWhole() || parameter.name().equals("base") || value instanceof Long) {
      values.put(parameter.name(), value);
    } else if (value.doubleValue() == Math.rint(value.doubleValue())
        && Math.abs(value.doubleValue()) < 0x1p63) {
      values.put(parameter.name(), (long) value.doubleValue());
    } else {
      fail(
          node.place(),
          parameter.name() + " must be a whole number (" + Problems.show(value) + ")",
          "use " + function.replace("randint", "uniform"));
    }
  }

  private void checkBase() {
    Number base = values.get("base");
    if (base != null
        && !(base.doubleValue() > 0 && base.doubleValue() != 1 && base.doubleValue() < 1e300)) {
      fail(at("base"), "base must be greater than 0 and not 1 (" + Problems.show(base) + ")", null);
    }
  }

  private boolean isWhole() {
    return function.endsWith("randint");
  }

  private boolean isLogarithmic() {
    return function.contains("log");
  }

  private List<Rule> broken() {
    if (function.endsWith("randn")) {
      return Normals.broken(real("mean"), real("sd"), real("q"));
    }
    return isWhole()
        ? Wholes.broken(whole("lower"), whole("upper"), isLogarithmic(), whole("q"))
        : Reals.broken(real("lower"), real("upper"), isLogarithmic(), real("q"));
  }

  private Domain.Numeric build() {
    if (function.endsWith("randn")) {
      return new Normals(real("mean"), real("sd"), real("q"));
    }
    return isWhole()
        ? new Wholes(whole("lower"), whole("upper"), isLogarithmic(), whole("q"))
        : new Reals(real("lower"), real("upper"), isLogarithmic(), real("q"));
  }

  private Number number(String name) {
    return values.getOrDefault(name, 0L);
  }

  private double real(String name) {
    return number(name).doubleValue();
  }

  private long whole(String name) {
    return number(name).longValue();
  }

  private Place at(String argument) {
    return places.getOrDefault(argument, place);
  }

  private String usage() {
    return function + ": " + parameters().stream().map(Parameter::name).toList();
  }

  private void fail(Place where, String message, @Nullable String maybe) {
    failed = true;
    problems.add(where, "search space: " + path + ": " + message, maybe);
  }
}
