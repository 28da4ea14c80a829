package org.tune4j.tuner.grid;

import java.util.regex.Pattern;
import org.tune4j.yaml.Problems;

/** Where members of a grid may be. */
sealed interface JoinPlace {
  String KUBERNETES = "kubernetes:";

  /** A host and the port of its member. */
  record At(HostPort place) implements JoinPlace {}

  /** All pods behind a headless service, by its DNS name, and the port of their members. */
  record ServiceDns(String name, int port) implements JoinPlace {}

  /** All pods behind a service, as the Kubernetes API knows them. */
  record Service(String namespace, String name) implements JoinPlace {}

  static boolean isKubernetes(String text) {
    return text.startsWith(KUBERNETES);
  }

  static void check(String option, String text, Problems problems) {
    parse(option, text, problems);
  }

  /** What was checked before. */
  static JoinPlace of(String text) {
    return parse("", text, new Problems());
  }

  private static JoinPlace parse(String option, String text, Problems problems) {
    if (!isKubernetes(text)) {
      HostPort place = HostPort.parse(option, text, problems);
      return new At(place.port() == 0 ? new HostPort(place.host(), GridSettings.PORT) : place);
    }
    String service = text.substring(KUBERNETES.length());
    if (!Names.SERVICE.matcher(service).matches()) {
      problems.add(
          null,
          option
              + "must be kubernetes:SERVICE-DNS[:PORT] or kubernetes:NAMESPACE/SERVICE ("
              + Problems.show(text)
              + ")",
          "use kubernetes:tune-grid.default.svc.cluster.local");
      return new ServiceDns(GridSettings.LOOPBACK, GridSettings.PORT);
    }
    int slash = service.indexOf('/');
    if (slash < 0) {
      HostPort place = HostPort.parse(option, service, problems);
      return new ServiceDns(place.host(), place.port() == 0 ? GridSettings.PORT : place.port());
    }
    return new Service(service.substring(0, slash), service.substring(slash + 1));
  }

  /** What names may look like. */
  final class Names {
    private static final Pattern SERVICE =
        Pattern.compile(
            "[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:[0-9]{1,5}|/[a-z0-9]([a-z0-9-]*[a-z0-9])?)?");

    private Names() {}
  }
}
