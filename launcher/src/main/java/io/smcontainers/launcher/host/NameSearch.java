package io.smcontainers.launcher.host;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Asks for the addresses of many hosts at the same time. A thread costs a tenth of a megabyte, and most answers come in less than a
 * millisecond, so there are few threads at first, and twice as many whenever names have still been waiting for a moment.
 */
final class NameSearch {
    private static final int FIRST_THREADS = 4;
    private static final int MAX_THREADS = 64;
    private static final Duration MOMENT = Duration.ofMillis(50);
    private static final long STACK_BYTES = 256 * 1024;

    private final HostResolver resolver;
    private final List<String> hosts;
    private final Queue<String> waiting;
    private final CountDownLatch unanswered;
    private final Set<String> found = ConcurrentHashMap.newKeySet();

    NameSearch(HostResolver resolver, List<String> hosts) {
        this.resolver = resolver;
        this.hosts = hosts;
        this.waiting = new ConcurrentLinkedQueue<>(hosts);
        this.unanswered = new CountDownLatch(hosts.size());
    }

    /**
     * Returns the hosts that have no address, in their order. A resolver that hangs does not make this longer than it may be.
     *
     * @param limit after which a host without an answer has no address
     */
    List<String> missing(Duration limit) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        try {
            int threads = 0;
            do {
                int wanted = Math.min(Math.max(FIRST_THREADS, threads * 2), MAX_THREADS);
                for (; threads < wanted && !waiting.isEmpty(); threads++) {
                    startThread();
                }
            } while (!awaitAnswers(deadline));
        } finally {
            waiting.clear();
        }
        return hosts.stream().filter(host -> !found.contains(host)).toList();
    }

    /** Waits a moment, or longer if more threads would not help; returns whether that was all. */
    private boolean awaitAnswers(long deadline) throws InterruptedException {
        long left = deadline - System.nanoTime();
        long pause = waiting.isEmpty() ? left : Math.min(left, MOMENT.toNanos());
        return unanswered.await(pause, TimeUnit.NANOSECONDS) || left <= 0;
    }

    private void startThread() {
        Thread thread = new Thread(null, this::ask, "host-wait", STACK_BYTES);
        thread.setDaemon(true);
        thread.start();
    }

    private void ask() {
        for (String host = waiting.poll(); host != null; host = waiting.poll()) {
            try {
                if (resolver.resolves(host)) {
                    found.add(host);
                }
            } catch (RuntimeException e) {
                // No answer, then; who asks again may get one.
            } finally {
                unanswered.countDown();
            }
        }
    }
}
