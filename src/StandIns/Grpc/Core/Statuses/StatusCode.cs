namespace Grpc.Core;

/// <summary>How a call ended.</summary>
public enum StatusCode
{
    /// <summary>As it should.</summary>
    OK = 0,

    /// <summary>It was cancelled, mostly by the caller.</summary>
    Cancelled = 1,

    /// <summary>For a reason that does not fit the others.</summary>
    Unknown = 2,

    /// <summary>The caller gave an argument that is wrong whatever the state of the system.</summary>
    InvalidArgument = 3,

    /// <summary>The deadline passed first.</summary>
    DeadlineExceeded = 4,

    /// <summary>Something asked for is not there.</summary>
    NotFound = 5,

    /// <summary>Something to be made is already there.</summary>
    AlreadyExists = 6,

    /// <summary>The caller, though known, may not do this.</summary>
    PermissionDenied = 7,

    /// <summary>Something has run out: a quota, memory, a size limit.</summary>
    ResourceExhausted = 8,

    /// <summary>The system is not in the state that this needs; retrying does not help until it is.</summary>
    FailedPrecondition = 9,

    /// <summary>A conflict with something concurrent; the caller may begin again.</summary>
    Aborted = 10,

    /// <summary>Past the end of what there is.</summary>
    OutOfRange = 11,

    /// <summary>The method is not there.</summary>
    Unimplemented = 12,

    /// <summary>Something is broken inside.</summary>
    Internal = 13,

    /// <summary>Not now; the caller may try again.</summary>
    Unavailable = 14,

    /// <summary>Data is lost or broken for good.</summary>
    DataLoss = 15,

    /// <summary>The caller has not shown who it is.</summary>
    Unauthenticated = 16,
}
