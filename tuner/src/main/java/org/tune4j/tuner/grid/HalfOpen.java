package org.tune4j.tuner.grid;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The connections that have not shown yet who they are. There is room for a fixed number; when one
 * more comes, the oldest of the address that has most of them is closed. So those who connect and
 * say nothing cannot keep a member out, and one bad machine hurts only itself. Thread-safe.
 */
final class HalfOpen {
  private final int limit;
  private final Map<Socket, InetAddress> oldestFirst = new LinkedHashMap<>();

  HalfOpen(int limit) {
    this.limit = limit;
  }

  synchronized void enter(Socket socket) {
    if (oldestFirst.size() >= limit) {
      drop(victim());
    }
    oldestFirst.put(socket, socket.getInetAddress());
  }

  synchronized void leave(Socket socket) {
    oldestFirst.remove(socket);
  }

  private Socket victim() {
    Map<InetAddress, List<Socket>> byAddress =
        oldestFirst.entrySet().stream()
            .collect(
                Collectors.groupingBy(
                    Map.Entry::getValue,
                    Collectors.mapping(Map.Entry::getKey, Collectors.toList())));
    return Collections.max(byAddress.values(), Comparator.comparingInt(List::size)).get(0);
  }

  private void drop(Socket socket) {
    oldestFirst.remove(socket);
    try {
      socket.close(); // wakes the thread that reads from it
    } catch (IOException e) {
      // It is gone either way.
    }
  }
}
