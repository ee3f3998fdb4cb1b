@echo off
rem Starts the program on Windows: finds a Java 25, builds when the sources are not what was built last, and runs it.
rem What it builds lies in %LOCALAPPDATA%\Starling. A runtime is enough to run what is built; building needs a JDK
rem and Maven. Everything it has to say goes to stderr; stdout belongs to the program.
rem Folders may have brackets and ampersands in their names: paths stand in quotes, and not inside brackets.
setlocal EnableExtensions DisableDelayedExpansion
set "root=%~dp0"
set "folder=%LOCALAPPDATA%\Starling"
set "program=%folder%\program"
set "home="
set "jdk="

if not defined LOCALAPPDATA goto no_folder
call :find_java home
if not defined home goto no_java

rem A program without a list of its sources was built elsewhere, and is as good as what is here.
if not exist "%program%\starling-app-*.jar" goto build
if not exist "%program%\sources.txt" goto run
if not exist "%root%pom.xml" goto run
call :list_sources >"%folder%\sources.now"
fc /b "%folder%\sources.now" "%program%\sources.txt" >nul 2>&1 && goto run
rem A folder cannot be renamed while a file in it is open, and half a program would be worse than an old one.
ren "%program%" program.old 2>nul
if not exist "%folder%\program.old" goto in_use
ren "%folder%\program.old" program

:build
if not exist "%root%pom.xml" goto no_sources
if not defined jdk call :find_java jdk
if not defined jdk goto no_jdk
set "maven="
for %%m in (mvn.cmd mvn.bat mvn.exe) do if not "%%~$PATH:m"=="" set "maven=%%m"
if not defined maven goto no_maven
if not exist "%folder%" mkdir "%folder%" 2>nul
if not exist "%folder%" goto no_folder
set "locked="
set "made="
>&2 echo starling: building...
call :make_locked 2>nul
if not defined locked goto other_builds
if not defined made goto not_built

:run
rem Short commands are over before a second compiler or a parallel collector pays for itself.
set "flags=-XX:+UseSerialGC -XX:TieredStopAtLevel=1"
for %%c in (listen node bench demo) do if "%~1"=="%%c" set "flags="
rem wine has no such question as below, and its goto would end everything.
if exist "%SystemRoot%\system32\winepath.exe" goto plainly
rem The batch file ends with the goto, which finds no label: Ctrl-C is the program's alone then, and nobody is asked
rem whether to end a batch job. What stands behind still runs.
endlocal & goto no_such_label 2>nul || ver >nul & "%home%\bin\java.exe" --enable-native-access=ALL-UNNAMED %flags% -cp "%program%\*" dev.starling.app.Main %*
:plainly
"%home%\bin\java.exe" --enable-native-access=ALL-UNNAMED %flags% -cp "%program%\*" dev.starling.app.Main %*
exit /b %errorlevel%

:in_use
>&2 echo starling: the sources have changed, but what was built before is running: end that to have it built anew
goto run

rem ---- What may be missing

:no_folder
>&2 echo starling: LOCALAPPDATA is "%LOCALAPPDATA%": set it to a folder that you may write to
exit /b 1

:no_java
>&2 echo starling: no Java 25 found: install one ^(adoptium.net^) or set STARLING_JAVA_HOME to its folder
exit /b 1

:no_sources
>&2 echo starling: there is no program in "%program%" and nothing to build it from in "%root%": start it from a checkout
exit /b 1

:no_jdk
>&2 echo starling: the program must be built first, which needs a JDK 25 and not only a runtime: "%home%" has no javac
exit /b 1

:no_maven
>&2 echo starling: Maven is needed to build the program and there is no mvn on the PATH: install it ^(maven.apache.org^)
exit /b 1

:other_builds
>&2 echo starling: another start is building: try again when it is done
exit /b 1

:not_built
>&2 echo starling: the program could not be built; Maven's output is in "%folder%\build.log"
exit /b 1

rem ---- Which Java

rem Finds the value: home, of whatever runs a program, or jdk, which can build one. What somebody named comes first,
rem then the usual places.
:find_java
set "named="
if defined STARLING_JAVA_HOME set "named=%STARLING_JAVA_HOME:"=%"
call :try_java
set "named="
if defined JAVA_HOME set "named=%JAVA_HOME:"=%"
call :try_java
if defined %1 exit /b 0
set "named="
for %%j in (java.exe) do if not "%%~$PATH:j"=="" set "named=%%~dp$PATH:j.."
call :try_java
if defined %1 exit /b 0
for %%p in ("%ProgramFiles%\Eclipse Adoptium" "%ProgramFiles%\Java" "%ProgramFiles%\Microsoft" "%ProgramFiles%\Zulu") do (
    for /d %%h in ("%%~p\*") do (set "named=%%~h" & call :try_java)
)
exit /b 0

rem Its release says which it is: JAVA_VERSION="25.0.3".
:try_java
if not defined named exit /b 0
if not exist "%named%\bin\java.exe" exit /b 0
if not exist "%named%\release" exit /b 0
set "version="
call :read_version 2>nul
for /f "delims=.+-" %%v in ("%version%") do if not "%%v"=="25" exit /b 0
if not defined version exit /b 0
for %%h in ("%named%") do set "named=%%~fh"
if not defined home set "home=%named%"
if not defined jdk if exist "%named%\bin\javac.exe" set "jdk=%named%"
exit /b 0

rem wine has something to say about long lines.
:read_version
for /f "usebackq tokens=1,2 delims==" %%a in ("%named%\release") do if "%%a"=="JAVA_VERSION" set "version=%%~b"
exit /b 0

rem ---- Building

rem The lock is a file that is open: no second start can open it, and it is free again however this one ends.
:make_locked
call :make 9>"%folder%\lock"
exit /b 0

rem Fills a folder beside the program's and puts it in its place.
:make
set "locked=yes"
set "fresh=%folder%\program.new"
if exist "%fresh%" rmdir /s /q "%fresh%"
if exist "%root%app\target\lib" rmdir /s /q "%root%app\target\lib"
mkdir "%fresh%"
call :list_sources >"%fresh%\sources.txt"
set "JAVA_HOME=%jdk%"
pushd "%root%"
call %maven% -B -q -Dmaven.test.skip=true -pl app -am package >"%folder%\build.log" 2>&1
if errorlevel 1 goto make_failed
popd
copy /y "%root%app\target\starling-app-*.jar" "%fresh%" >nul
copy /y "%root%app\target\lib\*.jar" "%fresh%" >nul
if not exist "%fresh%\starling-app-*.jar" exit /b 1
if exist "%program%" rmdir /s /q "%program%"
ren "%fresh%" program
if not exist "%fresh%" set "made=yes"
exit /b 0

:make_failed
popd
exit /b 1

rem Name, size and time of everything that the program is made of.
:list_sources
for %%f in ("%root%pom.xml" "%root%starling.cmd") do echo %%~ff %%~zf %%~tf
for /f "delims=" %%m in ('dir /b /ad "%root%."') do (set "named=%root%%%m" & call :list_module)
exit /b 0

:list_module
if not exist "%named%\pom.xml" exit /b 0
for %%f in ("%named%\pom.xml") do echo %%~ff %%~zf %%~tf
if exist "%named%\src\main" for /r "%named%\src\main" %%f in (*) do echo %%~ff %%~zf %%~tf
if exist "%named%\src\generated" for /r "%named%\src\generated" %%f in (*) do echo %%~ff %%~zf %%~tf
exit /b 0
