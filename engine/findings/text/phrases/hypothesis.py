"""What is only advised, feared, planned, studied or asked: trigger phrases.

A finding that one of these reaches is nobody's: a leaflet lists it, a consent
form names it as a risk, a return precaution waits for it.
"""

ADVICE = """
    if|in case|should he|should she|should they|should patient|should you|
    should the patient|should any|return for|return with|unless|risk of|risks of|
    worried about going|scared stiff she'll|scared stiff he'll|scared she'll|
    scared he'll|scared i'll|afraid she'll|afraid he'll|afraid i'll|worried she'll|
    worried he'll|worried i'll|frightened she'll|frightened he'll|frightened i'll|
    terrified she'll|terrified he'll|terrified i'll|drug can turn|tablets can turn|
    medicine can turn|
    could tip him into|
    could tip her into|may tip him into|may tip her into|might tip him into|
    might tip her into|for the day she|for the day he|rather be dead than|
    sooner be dead than|rather die than|
    warned re|warned regarding|warn re|warning re|cautioned about|
    cautioned re|warned that|warned it may|warned it can|prevent|prevents|to avoid|
    watch for|watch out for|look for|monitor for|monitoring for|observe for|
    warned about|warned of|warn about|advised about|may cause|can cause|could cause|
    might cause|side effects|side effect|counselled on|counselled about|counseled on|
    counseled about|educated on|educated about|education on|information on|leaflet on|
    leaflet about|safety net|safety netted|safety netting|assess for|
    check for|checked for|screen for|screening for|test for|come back if|call if|
    warning signs|signs such as|advice re|advice regarding|prophylaxis|when to|
    in the event of|warns of|warns about|leaflet says|leaflet lists|leaflet mentions|
    will make|would make|will cause|would cause|worried about becoming|
    worried about getting|
    worried about developing|scared of getting|fear of|afraid of|fear of getting|
    frightened of getting|side effects discussed|side effects include|
    side effects including|at risk of|tendency to|ensure|make sure|please check|
    recheck for|recheck if|reassess for|reassess if|to check for|to prevent|
    leaflet for|information about|info on|
    info about|advice about|advice on|asking about|asks about|enquiring about|
    inquiring about|wants to know about|in case of|predisposes to|can lead to|
    could lead to|may lead to|can get|could get|might get|may get|may experience|
    may develop|might develop|could develop|can develop|will develop|should expect|
    expect some|expect|ask about|please ask|leaflet :|leaflet , :|screened for|
    screening bloods for|vaccination against|tested for|leaflet|booklet|factsheet|
    info sheet|information sheet|leaflet given|poster|consent|consented|
    consented for|consent form|consent for|risks incl|risks include|risks including|
    risks discussed|incl risk of|complications include|
    complications discussed|look out for|looking out for|to look out for|lookout for|
    keep an eye out for|watch cast for|watch the cast for|watch her for|watch him for|
    watch hand for|watch foot for|be alert for|be vigilant for|stay alert for|
    on the lookout for|keep watch for|return precautions|return to ed if|
    return to ed with|return to a and e if|reattend if|re attend if|represent if|
    come straight back|come back with|come back should|call back in the event|ring if|
    ring back if|phone if|phone back if|seek help if|seek help for|seek urgent help|
    seek medical help if|attend if|attend ed if|attend a and e if|go to a and e if|
    dial 999 if|999 if|call 999 if|ring 999 if|
    : bring back for|bring back if|bring him back if|bring her back if|
    bring them back if|bring child back if|
    ring 111 if|
    call 111 if|inform if|inform reg if|inform doctor if|escalate if|let us know if|
    let us know of|let us know about|let us know any|tell us if|
    report any|to report any|advised to report|told to report|
    told to watch|told to look|told it may|told it can|told they can|told she may|
    told he may|told may|told might|advised that|advised it may|may make|may give|
    might make|could make|can make|may leave|can leave|could leave|can give|
    could give|would give|will give|your arm will|your leg will|your face will|
    your mouth will|your hand will|your foot will|your lip will|may notice|
    might notice|may become|might become|may go|might go|may turn|might turn|
    may occur|known to cause|may be followed by|is associated with|
    can be associated with|should she ever|should he ever|should they ever|
    should you ever|should there be|should it|should this|should symptoms|should her|
    should his|should your|if any|in case she|in case he|in the event that|whenever|
    what if|what would|would this|would it|will this|will it|will i|would i|
    when would|when should|how long will|how would|ask re|asked re|ask regarding|
    screening question|screening questions|worried she might|worried he might|
    worried it could|worried it might|worried that it could|worried it may|
    worried will|scared it might|wants to prevent|protect against|to protect against|
    wants screening for|wants testing for|wants a test for|requesting test for|
    request screening for|would like screening for|
    to assess for|to look for|looking for|nurse to check|to be checked for|
    for monitoring of|reduce the risk of|reduces the risk of|risk factors for|
    risk factor for|at higher risk of|increased risk of|high risk of|low risk of|
    higher risk of|lower risk of|chance of|chances of|likelihood of|
    possibility of developing|prone to|predisposed to|prevention of|preventing|
    avoidance of|instructed to return|instructions to return|return immediately|
    to return with|to come back with|advice given re|advice given about|
    advice given regarding|given advice re|given advice about|given advice on|
    given info on|given information on|given information about|
    information given about|information given on|information given re|info given re|
    info given on|info given about|discussed risk of|discussed risks of|
    explained risk of|explained risks of|explained that|explained it may|
    explained it can|explained can|explained may|counselled re|counselled regarding|
    counselled that|aware of risk of|aware risk of|aware may|aware it may|aware can|
    told about|told of|educated re|educated regarding|education re|education about|
    education regarding|signs of low sugar|signs include|symptoms include|
    signs of infection include|handout|handout given|care sheet|care sheet given|
    cast care sheet given|discharge instructions|discharge instructions given|
    instructed to go to er for|instructed to go to ed for|instructed to go to|
    go to er for|go to the er for|go to ed for|go to er if|go to the er if|
    return to er for|return to er if|return to ed for|follow up if|screening form|
    form section|worry about|i'd worry about|would worry about|what would happen if|
    would happen if|precautions for|strict return precautions|er precautions|hold for|
    hold if|notify md if|notify provider if|notify if|notify md for|call md if|
    call provider if|call us if|call us for|call the office if|call your doctor if|
    page if|contact us if|possible side effects|black box warning|hands may|feet may|
    what temp to call for"""
STUDY = """
    webinar on|course on|research on|study on|study of|studying|reading about|
    read about|interested in|talk about|talk about her|lecture on|lecture about|
    essay on|essay about|article on|article about|article re|documentary on|
    documentary about|podcast on|podcast about|tv programme about|programme about|
    programme on|video on|video about|raising money for|fundraising for|charity for|
    awareness of|awareness|in remembrance of|vaccine for|training in|
    trained in|teaching about|taught about|session on|session about|
    quiz on|exam on|revision of|revising|learning about|googled|googling|
    read online about|reading online about|heard about"""
