using System.Runtime.InteropServices;
using Orchestrator.Training.Classifiers.Native;

namespace Orchestrator.Training.Classifiers.Boosting;

/// <summary>
/// The functions of xgboost (Chen and Guestrin, KDD 2016) that are used, version 1.7 or later. Each returns 0, or -1
/// with the reason in <see cref="Check"/>'s message, which is the calling thread's own.
/// </summary>
internal sealed unsafe class XgboostLibrary
{
    private static readonly Lazy<XgboostLibrary> Loaded = new(() => new XgboostLibrary());
    private readonly delegate* unmanaged[Cdecl]<byte*> _lastError;

    private XgboostLibrary()
    {
        var module = NativeModule.Load("libxgboost.so.0", "libxgboost0");
        _lastError = (delegate* unmanaged[Cdecl]<byte*>)module.Function("XGBGetLastError");
        CreateMatrix = (delegate* unmanaged[Cdecl]<byte*, byte*, nint*, int>)
            module.Function("XGDMatrixCreateFromDense");
        SetInfo = (delegate* unmanaged[Cdecl]<nint, byte*, float*, ulong, int>)
            module.Function("XGDMatrixSetFloatInfo");
        FreeMatrix = (delegate* unmanaged[Cdecl]<nint, int>)module.Function("XGDMatrixFree");
        CreateBooster = (delegate* unmanaged[Cdecl]<nint*, ulong, nint*, int>)module.Function("XGBoosterCreate");
        SetParameter = (delegate* unmanaged[Cdecl]<nint, byte*, byte*, int>)module.Function("XGBoosterSetParam");
        Update = (delegate* unmanaged[Cdecl]<nint, int, nint, int>)module.Function("XGBoosterUpdateOneIter");
        Predict = (delegate* unmanaged[Cdecl]<nint, nint, byte*, ulong**, ulong*, float**, int>)
            module.Function("XGBoosterPredictFromDMatrix");
        FreeBooster = (delegate* unmanaged[Cdecl]<nint, int>)module.Function("XGBoosterFree");
    }

    /// <summary>The library.</summary>
    /// <exception cref="MissingLibraryException">It is not installed.</exception>
    public static XgboostLibrary Instance => Loaded.Value;

    /// <summary>Copies a matrix, given as an array interface in JSON.</summary>
    public delegate* unmanaged[Cdecl]<byte*, byte*, nint*, int> CreateMatrix { get; }

    /// <summary>Gives a matrix labels.</summary>
    public delegate* unmanaged[Cdecl]<nint, byte*, float*, ulong, int> SetInfo { get; }

    /// <summary>Frees a matrix.</summary>
    public delegate* unmanaged[Cdecl]<nint, int> FreeMatrix { get; }

    /// <summary>Makes a booster for matrices, to be given to <see cref="FreeBooster"/>.</summary>
    public delegate* unmanaged[Cdecl]<nint*, ulong, nint*, int> CreateBooster { get; }

    /// <summary>Sets a parameter by name and text.</summary>
    public delegate* unmanaged[Cdecl]<nint, byte*, byte*, int> SetParameter { get; }

    /// <summary>One round of boosting.</summary>
    public delegate* unmanaged[Cdecl]<nint, int, nint, int> Update { get; }

    /// <summary>Predicts; the result belongs to the booster and lasts until its next prediction.</summary>
    public delegate* unmanaged[Cdecl]<nint, nint, byte*, ulong**, ulong*, float**, int> Predict { get; }

    /// <summary>Frees a booster.</summary>
    public delegate* unmanaged[Cdecl]<nint, int> FreeBooster { get; }

    /// <summary>Throws where a call has failed.</summary>
    /// <exception cref="TrainingException">xgboost's reason, its first line.</exception>
    public void Check(int code)
    {
        if (code != 0)
        {
            var reason = Marshal.PtrToStringUTF8((nint)_lastError()) ?? "";
            throw new TrainingException("xgboost: " + reason.Split('\n')[0]);
        }
    }
}
