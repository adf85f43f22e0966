"""`make bench`: what the service costs, measured over real HTTP on loopback beside a bare view of the same server (docs/performance.md)."""
