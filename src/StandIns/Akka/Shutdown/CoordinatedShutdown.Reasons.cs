namespace Akka.Actor;

public sealed partial class CoordinatedShutdown
{
    /// <summary>Why a system ends.</summary>
    public abstract class Reason
    {
        /// <summary>A reason of one's own.</summary>
        protected Reason()
        {
        }

        /// <summary>What the process should exit with.</summary>
        public abstract int ExitCode { get; }
    }

    /// <summary>No reason given.</summary>
    public class UnknownReason : Reason
    {
        private UnknownReason()
        {
        }

        /// <summary>The one instance.</summary>
        public static readonly Reason Instance = new UnknownReason();

        /// <inheritdoc/>
        public override int ExitCode => 0;
    }

    /// <summary><see cref="ActorSystem.Terminate"/> was called.</summary>
    public class ActorSystemTerminateReason : Reason
    {
        private ActorSystemTerminateReason()
        {
        }

        /// <summary>The one instance.</summary>
        public static readonly Reason Instance = new ActorSystemTerminateReason();

        /// <inheritdoc/>
        public override int ExitCode => 0;
    }

    /// <summary>The node has left its cluster.</summary>
    public class ClusterLeavingReason : Reason
    {
        private ClusterLeavingReason()
        {
        }

        /// <summary>The one instance.</summary>
        public static readonly Reason Instance = new ClusterLeavingReason();

        /// <inheritdoc/>
        public override int ExitCode => 0;
    }

    /// <summary>The process ends.</summary>
    public class ClrExitReason : Reason
    {
        private ClrExitReason()
        {
        }

        /// <summary>The one instance.</summary>
        public static readonly Reason Instance = new ClrExitReason();

        /// <inheritdoc/>
        public override int ExitCode => 0;
    }
}
